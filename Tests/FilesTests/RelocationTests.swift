import Files
import Foundation
import TestSupport
import Testing

@Suite("Moves of files and folders")
struct RelocationTests {
    /// A folder on another file system than that of temporary files; nil if the machine has none.
    private static let otherFileSystem: String? = {
        var (temporary, shared) = (stat(), stat())
        guard stat(NSTemporaryDirectory(), &temporary) == 0, stat("/dev/shm", &shared) == 0,
            temporary.st_dev != shared.st_dev, access("/dev/shm", W_OK) == 0
        else { return nil }
        return "/dev/shm/onecycle-relocation-\(UUID().uuidString)"
    }()

    private func fill(_ folder: TemporaryFolder) throws {
        try folder.write(Array("one".utf8), "run/seed-0/steps.csv")
        try folder.write([], "run/empty")
        try folder.write([UInt8](repeating: 7, count: 3 << 20), "run/seed-0/model")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/run/link", withDestinationPath: "seed-0/steps.csv")
        chmod(folder.path + "/run/seed-0/steps.csv", 0o640)
    }

    @Test("a name that is taken is not replaced, not even by a link that leads nowhere")
    func taken() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], "a")
        try folder.write([2], "b")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/c", withDestinationPath: "nowhere")
        for name in ["b", "c"] {
            let error = #expect(throws: FileError.self) {
                try FileSystem.relocate(folder.path + "/a", to: folder.path + "/" + name)
            }
            #expect(error?.reason == .system(code: EEXIST))
        }
        #expect(folder.names == ["a", "b", "c"])
        try FileSystem.relocate(folder.path + "/a", to: folder.path + "/d")
        #expect(folder.names == ["b", "c", "d"])
    }

    @Test(
        "between file systems a folder is copied with its links and rights, and the source is removed",
        .enabled(if: otherFileSystem != nil, "no other file system at /dev/shm"))
    func between() throws {
        let other = try #require(Self.otherFileSystem)
        defer { try? FileManager.default.removeItem(atPath: other) }
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let folder = try TemporaryFolder()
        try fill(folder)
        try FileSystem.relocate(folder.path + "/run", to: other + "/run")
        #expect(folder.names.isEmpty)
        #expect(try String(contentsOfFile: other + "/run/seed-0/steps.csv", encoding: .utf8) == "one")
        #expect(try Data(contentsOf: URL(filePath: other + "/run/seed-0/model")).count == 3 << 20)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: other + "/run/link") == "seed-0/steps.csv")
        let rights = try FileManager.default.attributesOfItem(atPath: other + "/run/seed-0/steps.csv")
        #expect(rights[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["run"])
    }

    @Test(
        "what cannot be copied stays whole, and no copy stays",
        .enabled(if: otherFileSystem != nil, "no other file system at /dev/shm"))
    func failing() throws {
        let other = try #require(Self.otherFileSystem) + "-failing"
        defer { try? FileManager.default.removeItem(atPath: other) }
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let folder = try TemporaryFolder()
        try fill(folder)
        #expect(mkfifo(folder.path + "/run/zz-pipe", 0o600) == 0)
        #expect(throws: FileError.self) { try FileSystem.relocate(folder.path + "/run", to: other + "/run") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other).isEmpty)
        #expect(folder.names(in: "run") == ["empty", "link", "seed-0", "zz-pipe"])
    }

    @Test("a refusal of the system is not an absence")
    func kinds() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], "file")
        let loop = folder.path + "/loop"
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        #expect(try FileSystem.kind(of: folder.path + "/file") == .regular)
        #expect(try FileSystem.kind(of: folder.path) == .folder)
        #expect(try FileSystem.kind(of: folder.path + "/none") == nil)
        #expect(try FileSystem.kind(of: folder.path + "/file/below") == nil)
        let error = #expect(throws: FileError.self) { try FileSystem.kind(of: loop) }
        #expect(error?.reason.isRefusal == true)
        #expect(!FileError.Reason.missing.isRefusal && !FileError.Reason.notRegular(.folder).isRefusal)
    }
}
