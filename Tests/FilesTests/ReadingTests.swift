import Files
import Foundation
import TestSupport
import Testing

@Suite("Reading files of bounded size")
struct ReadingTests {
    private func fails(_ path: String, limit: Int = 100, _ reason: FileError.Reason) {
        #expect(throws: FileError(path: path, operation: .read, reason: reason)) {
            try InputFile.bytes(of: path, limit: limit)
        }
    }

    @Test("only regular files are read")
    func kinds() throws {
        let folder = try TemporaryFolder()
        fails(folder.path, .notRegular(.folder))
        fails("/dev/zero", .notRegular(.device))
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        fails(folder.path + "/pipe", .notRegular(.pipe))
        fails(folder.path + "/none", .missing)
        fails("a\0b", .missing)
        fails(folder.path + "/" + String(repeating: "x", count: 300), .system(code: ENAMETOOLONG))
    }

    @Test("a pipe is read if it is allowed")
    func pipe() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let writer = Thread {
            let file = FileHandle(forWritingAtPath: path)
            try? file?.write(contentsOf: Data("from a pipe".utf8))
            try? file?.close()
        }
        writer.start()
        #expect(try InputFile.bytes(of: path, limit: 100, allowsPipe: true) == Array("from a pipe".utf8))
    }

    @Test("a larger file is refused with its size")
    func limit() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a"
        try AtomicFile.write([UInt8](repeating: 1, count: 101), to: path)
        fails(path, limit: 100, .tooLarge(bytes: 101, limit: 100))
        #expect(try InputFile.bytes(of: path, limit: 101).count == 101)
        let first = try InputFile.first(10, of: path, limit: 101)
        #expect(first.bytes.count == 10 && first.fileSize == 101)
        #expect(
            FileError.Reason.tooLarge(bytes: 101, limit: 100).text(of: "a spec") == "101 bytes; a spec has at most 100")
    }

    @Test("files of the system, whose size is 0, are read to their end")
    func unknownSize() throws {
        #expect(try !InputFile.bytes(of: "/proc/self/status", limit: 1 << 20).isEmpty)
        #expect(throws: FileError.self) { try InputFile.bytes(of: "/proc/self/status", limit: 10) }
    }

    @Test("parts are read from anywhere")
    func parts() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write(0..<100 as Range<UInt8>, to: folder.path + "/a")
        let file = try InputFile(folder.path + "/a")
        #expect(file.size == 100)
        #expect(try file.read(at: 90, count: 5) == [90, 91, 92, 93, 94])
        #expect(try file.read(at: 98, count: 5) == [98, 99])
        #expect(try file.read(at: 100, count: 5).isEmpty)
        #expect(try file.read(at: -1, count: 5).isEmpty)
    }

    @Test(
        "SHA-256 of bytes, texts and files",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ])
    func digest(text: String, expected: String) throws {
        #expect(ContentDigest.of(text) == expected)
        #expect(ContentDigest.of(Data(text.utf8)) == expected)
        let folder = try TemporaryFolder()
        try AtomicFile.write(text.utf8, to: folder.path + "/a")
        #expect(try ContentDigest.ofFile(folder.path + "/a") == expected)
        try AtomicFile.write([UInt8](repeating: 97, count: 1_000_000), to: folder.path + "/million")
        #expect(
            try ContentDigest.ofFile(folder.path + "/million")
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
}
