import Files
import Foundation
import TestSupport
import Testing

@Suite("Growing files")
struct GrowingFileTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("a file is written as a whole, then grows")
    func grows() throws {
        let folder = try TemporaryFolder()
        var file = GrowingFile(folder.path + "/a.csv")
        #expect(!file.isWritten)
        #expect(try !file.append(bytes("1\n")), "nothing is appended to a file that was not written")
        try file.replace(bytes("n\n"))
        #expect(try file.append(bytes("1\n2\n")) && file.append([]) && file.append(bytes("3\n")))
        #expect(try folder.text("a.csv") == "n\n1\n2\n3\n")
        #expect(folder.names == ["a.csv"])
    }

    @Test("a file that another program changed, replaced or removed is left as it is")
    func changed() throws {
        let folder = try TemporaryFolder()
        var file = GrowingFile(folder.path + "/a.csv")
        for text in ["n\n1\nlonger\n", "short\n"] {
            try file.replace(bytes("n\n1\n"))
            try folder.write(bytes(text), "a.csv")
            #expect(try !file.append(bytes("2\n")))
            #expect(try folder.text("a.csv") == text)
        }
        try FileManager.default.removeItem(atPath: folder.path + "/a.csv")
        #expect(try !file.append(bytes("2\n")))
        #expect(folder.names == [])
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "elsewhere")
        #expect(throws: FileError.self) { try file.append(bytes("2\n")) }
        #expect(folder.names == ["a.csv"], "a link is not followed")
    }

    @Test(
        "the first lines are kept, whatever follows them",
        arguments: [
            ("n\n1\n2\n3\n", "n\n1\n2\n"), ("n\n1\n2\n", "n\n1\n2\n"), ("n\n1\n2\n3,4", "n\n1\n2\n"), ("n\n1\n2", nil),
            ("n\n", nil), ("", nil), ("m\n1\n2\n", nil), ("no\n1\n2\n", nil),
        ])
    func keeps(text: String, expected: String?) throws {
        let folder = try TemporaryFolder()
        try folder.write(bytes(text), "a.csv")
        var file = GrowingFile(folder.path + "/a.csv")
        #expect(try file.keep(lines: 3, beginningWith: "n") == (expected != nil))
        #expect(try folder.text("a.csv") == expected ?? text)
        #expect(file.isWritten == (expected != nil))
        if expected != nil { #expect(try file.append(bytes("x\n"))) }
    }

    @Test("long files are cut, too")
    func keepsLong() throws {
        let folder = try TemporaryFolder()
        let rows = (0..<100_000).map { "\($0)\n" }
        try folder.write(bytes("n\n" + rows.joined()), "a.csv")
        var file = GrowingFile(folder.path + "/a.csv")
        #expect(try file.keep(lines: 54_322, beginningWith: "n"))
        #expect(try folder.text("a.csv") == "n\n" + rows.prefix(54_321).joined())
    }

    @Test("no file is no error; nothing is kept of it")
    func missing() throws {
        let folder = try TemporaryFolder()
        var file = GrowingFile(folder.path + "/a.csv")
        #expect(try !file.keep(lines: 1, beginningWith: "n"))
        #expect(folder.names == [])
    }

    @Test("a lock belongs to its folder, not to the name")
    func lockedFolder() throws {
        let folder = try TemporaryFolder()
        let (first, second) = (folder.path + "/a", folder.path + "/b")
        try FileSystem.makeFolder(first)
        let lock = try #require(try FolderLock(first))
        #expect(lock.isLocked(first))
        try FileSystem.move(first, to: second)
        #expect(!lock.isLocked(first) && lock.isLocked(second))
        try FileSystem.makeFolder(first)
        #expect(!lock.isLocked(first))
    }
}
