package import Specs
import Text

/// The shell command that trains missing seeds.
package struct TrainingCommand: CustomStringConvertible {
    package let description: String

    /// Of a spec file.
    init(spec: String, overrides: [SpecOverride], output: String) {
        self.init(spec: spec, options: overrides.map { ["--set", $0.text] }.joined() + Self.output(output))
    }

    /// Of the spec in a run folder, into the same folder.
    /// - Parameters:
    ///   - seeds: nil: those of the spec.
    ///   - isForced: whether seeds that ended are trained again.
    package init(of resolved: ResolvedSpec, in folder: RunFolder, seeds: [UInt64]? = nil, isForced: Bool = false) {
        var parts = folder.path.split(separator: "/", omittingEmptySubsequences: true)
        let last = parts.popLast().map(String.init) ?? ""
        let parent = (folder.path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        let isRenamed = last != resolved.spec.name && NameRule.issue(in: last) == nil
        self.init(
            spec: folder.file(.spec),
            options: (isRenamed ? ["--set", "name=" + last] : []) + Self.output(parent.isEmpty ? "." : parent)
                + (seeds.map { ["--seeds", Self.list($0)] } ?? []) + (isForced ? ["--force"] : []))
    }

    private init(spec: String, options: [String]) {
        description = (["onecycle", "run", spec] + options).map(ShellWord.quoted).joined(separator: " ")
    }

    /// "0,1,2"; "3," for one seed, since "3" is a count.
    private static func list(_ seeds: [UInt64]) -> String {
        seeds.map(String.init).joined(separator: ",") + (seeds.count == 1 ? "," : "")
    }

    /// No option for the default folder.
    private static func output(_ folder: String) -> [String] { folder == "output" ? [] : ["--output", folder] }
}
