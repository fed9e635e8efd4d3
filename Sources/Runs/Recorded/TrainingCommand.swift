import Specs
import Text

/// The shell command that trains missing seeds.
struct TrainingCommand: CustomStringConvertible {
    let description: String

    /// Of a spec file.
    init(spec: String, overrides: [SpecOverride], output: String) {
        self.init(spec: spec, options: overrides.map { ["--set", $0.text] }.joined() + Self.output(output))
    }

    /// Of the spec in a run folder, into the same folder.
    init(of resolved: ResolvedSpec, in folder: RunFolder) {
        var parts = folder.path.split(separator: "/", omittingEmptySubsequences: true)
        let last = parts.popLast().map(String.init) ?? ""
        let parent = (folder.path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        let isRenamed = last != resolved.spec.name && NameRule.issue(in: last) == nil
        self.init(
            spec: folder.file(.spec),
            options: (isRenamed ? ["--set", "name=" + last] : []) + Self.output(parent.isEmpty ? "." : parent))
    }

    private init(spec: String, options: [String]) {
        description = (["onecycle", "run", spec] + options).map(ShellWord.quoted).joined(separator: " ")
    }

    /// No option for the default folder.
    private static func output(_ folder: String) -> [String] { folder == "output" ? [] : ["--output", folder] }
}
