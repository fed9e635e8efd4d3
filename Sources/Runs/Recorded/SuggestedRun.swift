import Text
import Specs

/// The command that trains what is missing, as a shell takes it.
struct SuggestedRun: CustomStringConvertible {
    let description: String

    /// Of a spec file.
    init(spec: String, overrides: [SpecOverride], output: String) {
        self.init(spec: spec, options: overrides.map { ["--set", $0.text] }.joined() + Self.output(output))
    }

    /// Of the spec that a run folder holds, into this folder.
    init(of resolved: ResolvedSpec, in folder: RunFolder) {
        var parts = folder.path.split(separator: "/", omittingEmptySubsequences: true)
        let last = parts.popLast().map(String.init) ?? ""
        let parent = (folder.path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        let isRenamed = last != resolved.spec.name && NameRule.issue(in: last) == nil
        self.init(
            spec: folder.file("spec.json"),
            options: (isRenamed ? ["--set", "name=" + last] : []) + Self.output(parent.isEmpty ? "." : parent))
    }

    private init(spec: String, options: [String]) {
        description = (["onecycle", "run", spec] + options).map(ShellWord.quoted).joined(separator: " ")
    }

    /// Nothing where it is where results go anyway.
    private static func output(_ folder: String) -> [String] { folder == "output" ? [] : ["--output", folder] }
}
