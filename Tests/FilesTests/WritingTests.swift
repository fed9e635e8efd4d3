import Files
import Foundation
import TestSupport
import Testing

@Suite("Files that appear as a whole")
struct WritingTests {
    private struct Stopped: Error {}

    @Test("a file is written, replaced, and leaves nothing beside it", arguments: [true, false])
    func write(synced: Bool) throws {
        let folder = try TemporaryFolder()
        for text in ["one", "two, longer", ""] {
            try AtomicFile.write(text.utf8, to: folder.path + "/a", synced: synced)
            #expect(try folder.text("a") == text)
        }
        try AtomicFile.write(Data(repeating: 7, count: 3_000_000), to: folder.path + "/b", synced: synced)
        #expect(try InputFile.bytes(of: folder.path + "/b", limit: .max).count == 3_000_000)
        #expect(folder.names == ["a", "b"])
    }

    @Test("a write that fails midway leaves the old file and no other")
    func failedWrite() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write("old".utf8, to: folder.path + "/a")
        #expect(throws: Stopped.self) {
            try AtomicFile.write(to: folder.path + "/a") { write in
                try Array("new".utf8).withUnsafeBytes { try write($0) }
                throw Stopped()
            }
        }
        #expect(throws: Stopped.self) {
            try OutputFile.write(to: folder.path + "/a") { write in
                try write("new")
                throw Stopped()
            }
        }
        #expect(try folder.text("a") == "old")
        #expect(folder.names == ["a"])
    }

    @Test("errors name the target, not the temporary file")
    func errors() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/none/a"
        let expected = FileError(path: path, operation: .write, reason: .missing)
        #expect(throws: expected) { try AtomicFile.write("x".utf8, to: path) }
        #expect(throws: expected) { try OutputFile.write("x", to: path) }
        #expect("\(expected)" == "\(path): cannot be written: No such file or directory")
        try FileSystem.makeFolder(folder.path + "/full/inside")
        #expect(throws: FileError.self) { try AtomicFile.write("x".utf8, to: folder.path + "/full") }
        #expect(folder.names == ["full"])
    }

    @Test("long names are written too")
    func longName() throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "ü", count: 127)
        try AtomicFile.write("x".utf8, to: folder.path + "/" + name)
        #expect(try folder.text(name) == "x")
    }

    @Test("a link is followed, over several links and a missing end")
    func links() throws {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/one", withDestinationPath: "two")
        try files.createSymbolicLink(atPath: folder.path + "/two", withDestinationPath: folder.path + "/end")
        for text in ["a", "b"] {
            try OutputFile.write(text, to: folder.path + "/one")
            #expect(try folder.text("end") == text)
        }
        #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/one") == "two")
        #expect(folder.names == ["end", "one", "two"])
    }

    @Test("a device is written to as it is")
    func device() throws {
        try OutputFile.write("x", to: "/dev/null")
        #expect(FileKind(of: "/dev/null") == .device)
    }

    @Test("a new file is never written over")
    func newFile() throws {
        let folder = try TemporaryFolder()
        try NewFile.write("a".utf8, to: folder.path + "/a")
        #expect(throws: FileError(path: folder.path + "/a", operation: .write, reason: .system(code: EEXIST))) {
            try NewFile.write("b".utf8, to: folder.path + "/a")
        }
        #expect(try folder.text("a") == "a")
    }
}

@Suite("Folders")
struct FolderTests {
    @Test("folders are made with those above them")
    func make() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<2 { try FileSystem.makeFolder(folder.path + "/a/b/c") }
        #expect(FileSystem.isFolder(folder.path + "/a/b/c"))
        try AtomicFile.write("x".utf8, to: folder.path + "/file")
        #expect(throws: FileError.self) { try FileSystem.makeFolder(folder.path + "/file") }
        let below = folder.path + "/file/a"
        #expect(throws: FileError(path: below, operation: .write, reason: .system(code: ENOTDIR))) {
            try FileSystem.makeFolder(below)
        }
    }

    @Test("a whole folder moves; one with files in it is not replaced")
    func move() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            try FileSystem.makeFolder(folder.path + "/" + name)
            try NewFile.write(name.utf8, to: folder.path + "/\(name)/file")
        }
        #expect(throws: FileError(path: folder.path + "/b", operation: .write, reason: .system(code: ENOTEMPTY))) {
            try FileSystem.move(folder.path + "/a", to: folder.path + "/b")
        }
        try FileSystem.move(folder.path + "/a", to: folder.path + "/c")
        #expect(try folder.text("c/file") == "a")
        #expect(folder.names == ["b", "c"])
    }

    @Test("removal takes everything inside, but nothing that a link leads to")
    func remove() throws {
        let folder = try TemporaryFolder()
        try FileSystem.makeFolder(folder.path + "/a/b")
        try AtomicFile.write("x".utf8, to: folder.path + "/kept")
        try AtomicFile.write("x".utf8, to: folder.path + "/a/b/file")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/link", withDestinationPath: "../kept")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/none", withDestinationPath: "nowhere")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/up", withDestinationPath: folder.path)
        for _ in 0..<2 {
            try FileSystem.remove(folder.path + "/a")
            try FileSystem.remove(folder.path + "/up")
        }
        #expect(folder.names == ["kept"])
    }

    @Test(
        "the folder of a path",
        arguments: [
            ("a/b", "a"), ("a", "."), ("/a", "/"), ("/", "/"), ("a/b/", "a"), ("/a/b//", "/a"),
        ])
    func parent(path: String, expected: String) {
        #expect(FileSystem.parent(of: path) == expected)
    }

    @Test("one lock at a time")
    func lock() throws {
        let folder = try TemporaryFolder()
        var first = try FolderLock(folder.path)
        #expect(first != nil)
        #expect(try FolderLock(folder.path) == nil)
        first = nil
        #expect(try FolderLock(folder.path) != nil)
        #expect(throws: FileError.self) { try FolderLock(folder.path + "/none") }
    }
}
