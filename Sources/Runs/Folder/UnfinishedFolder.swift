import Files
import Foundation

/// The folder of a run that has not ended: `.seed-S.partial`, or `.lr_finder.partial` for a range test.
///
/// At most one process works in it: the one that holds the lock on the folder. The system releases the lock when the
/// process ends, however it ends. The folder keeps the lock when it is renamed.
final class UnfinishedFolder: Sendable {
    let path: String
    private let lock: FolderLock

    private init(_ path: String, _ lock: FolderLock) {
        self.path = path
        self.lock = lock
    }

    /// The result of an attempt to take a folder.
    enum Access {
        /// The folder does not exist.
        case missing
        /// Another process works in it, or another run of this process.
        case busy
        /// The caller works in it.
        case taken(UnfinishedFolder)
    }

    /// Takes an existing folder.
    static func open(_ path: String) throws(StoreError) -> Access {
        try StoredFile.of { () throws(FileError) -> Access in try access(path, makes: false) }
    }

    /// Takes a folder, and makes it if it does not exist.
    /// - Returns: nil if another process works in it.
    static func take(_ path: String) throws(StoreError) -> UnfinishedFolder? {
        let found = try StoredFile.of { () throws(FileError) -> Access in try access(path, makes: true) }
        guard case .taken(let folder) = found else { return nil }
        return folder
    }

    private static func access(_ path: String, makes: Bool) throws(FileError) -> Access {
        // Another process may rename or remove the folder between making and locking it.
        for _ in 0..<100 {
            if makes { try make(path) } else if !FileSystem.exists(path) { return .missing }
            let lock: FolderLock?
            do throws(FileError) {
                lock = try FolderLock(path)
            } catch {
                if error.reason == .missing { continue }
                throw error
            }
            guard let lock else { return .busy }
            guard lock.isLocked(path) else { continue }
            let folder = UnfinishedFolder(path, lock)
            folder.removeTemporaryFiles()
            return .taken(folder)
        }
        return .busy
    }

    /// Makes the folder, but not the run folder: without its spec that would be of no use.
    private static func make(_ path: String) throws(FileError) {
        guard FileSystem.isFolder(FileSystem.parent(of: path)) else {
            throw FileError(path: path, operation: .write, reason: .missing)
        }
        try FileSystem.makeFolder(path)
    }

    /// The folder's name.
    var name: String { URL(fileURLWithPath: path).lastPathComponent }

    /// The path of a file in it.
    func file(_ name: String) -> String { path + "/" + name }

    func file(_ file: SeedFile) -> String { self.file(file.rawValue) }

    var isEmpty: Bool { names.isEmpty }

    private var names: [String] { (try? FileSystem.names(in: path)) ?? [] }

    // MARK: Checkpoints

    /// The checkpoints in it with their steps, the newest first.
    var checkpoints: [(step: Int, name: String)] { Self.checkpoints(at: path) }

    /// The same of the folder at `path`, which any process may work in.
    static func checkpoints(at path: String) -> [(step: Int, name: String)] {
        ((try? FileSystem.names(in: path)) ?? []).compactMap { name in step(ofCheckpoint: name).map { ($0, name) } }
            .sorted { $0.step > $1.step }
    }

    static func checkpointName(step: Int) -> String { "checkpoint-\(step).safetensors" }

    /// The highest step in a checkpoint's name that counts; no training is longer.
    private static let maxStep = 1 << 53

    private static func step(ofCheckpoint name: String) -> Int? {
        guard name.hasPrefix("checkpoint-"), name.hasSuffix(".safetensors"),
            let step = Int(name.dropFirst("checkpoint-".count).dropLast(".safetensors".count)),
            (0...maxStep).contains(step)
        else { return nil }
        return checkpointName(step: step) == name ? step : nil
    }

    // MARK: The end

    /// Removes checkpoints and status, which a finished run does not need.
    func removeProgress() throws(StoreError) {
        for (_, name) in checkpoints { try StoredFile.remove(file(name)) }
        try StoredFile.remove(file(.status))
        removeTemporaryFiles()
    }

    /// Removes everything that runs write into it, and the folder unless other files are left.
    func discard() {
        try? removeProgress()
        for name in SeedFile.allCases { try? StoredFile.remove(file(name)) }
        rmdir(path)
    }

    /// Files that a process was writing when it was killed.
    private func removeTemporaryFiles() {
        for name in names where Self.isTemporary(name) { try? StoredFile.remove(file(name)) }
    }

    private static func isTemporary(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".partial") }

    /// Whether runs write files of this name into unfinished folders.
    static func isName(ofRun name: String) -> Bool {
        SeedFile(rawValue: name) != nil || step(ofCheckpoint: name) != nil || isTemporary(name)
    }
}
