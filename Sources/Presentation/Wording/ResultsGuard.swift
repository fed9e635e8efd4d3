import Runs

/// Keeps commands that write elsewhere out of run folders and seed folders.
package enum ResultsGuard {
    /// Checks that a folder, which need not exist, is neither a run folder nor a seed's folder.
    /// - Parameters:
    ///   - contents: the files that would be written there: "figures".
    ///   - remedy: the user's alternative.
    /// - Throws: ``ProtectedFolder``.
    package static func check(folder: String, for contents: String, remedy: String) throws(ProtectedFolder) {
        guard let kind = RunFolder.kind(of: folder) else { return }
        throw ProtectedFolder(text: "\(folder): is \(kind), which cannot hold \(contents); \(remedy)")
    }

    /// Checks that a file does not replace anything that belongs to a run.
    /// - Parameter own: names that may be written into such a folder.
    /// - Throws: ``ProtectedFolder``.
    package static func check(file: String, own: Set<String>, remedy: String) throws(ProtectedFolder) {
        let name = file.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? file
        let folder = file.count > name.count ? String(file.dropLast(name.count + 1)) : "."
        guard !own.contains(name), let kind = RunFolder.kind(of: folder.isEmpty ? "/" : folder) else { return }
        let allowed = own.sorted().joined(separator: " and ")
        throw ProtectedFolder(text: "\(file): is in \(kind), where only \(allowed) may be written; \(remedy)")
    }
}

/// A path that a command may not write to, since a run's files are there.
package struct ProtectedFolder: Error, CustomStringConvertible {
    fileprivate let text: String

    package var description: String { text }
}
