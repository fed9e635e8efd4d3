import ArgumentParser
import Presentation
import Runs

/// What was trained is not written over: commands that write elsewhere keep out of run folders and seed folders.
enum ResultsGuard {
    /// Makes sure that a folder, whether it is there or not, is neither a run's nor a seed's.
    /// - Parameters:
    ///   - what: that would be written: "figures".
    ///   - remedy: what to do instead.
    /// - Throws: `ExitCode.badInput`, after it was told.
    static func check(folder: String, for what: String, remedy: String) throws {
        guard let kind = RunFolder.kind(of: folder) else { return }
        Terminal.error("\(folder): \(kind), which \(what) are not written into; \(remedy)")
        throw ExitCode.badInput
    }

    /// Makes sure that a file would not take the place of anything that belongs to a run.
    /// - Parameter own: what may be written into such a folder all the same, by its name.
    /// - Throws: `ExitCode.badInput`, after it was told.
    static func check(file: String, own: Set<String>, remedy: String) throws {
        let name = file.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? file
        let folder = file.count > name.count ? String(file.dropLast(name.count + 1)) : "."
        guard !own.contains(name), let kind = RunFolder.kind(of: folder.isEmpty ? "/" : folder) else { return }
        Terminal.error(
            "\(file): lies in \(kind), where only \(own.sorted().joined(separator: " and ")) may be written; \(remedy)")
        throw ExitCode.badInput
    }
}
