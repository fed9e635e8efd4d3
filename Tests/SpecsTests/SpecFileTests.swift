import TestSupport
import Specs
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Spec files")
struct SpecFileTests {
    /// A folder of its own, gone afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        try TemporaryFolder.with(body)
    }

    private func lines(_ path: String) -> [String] {
        do {
            _ = try SpecFile.load(path: path)
            return []
        } catch {
            return error.lines
        }
    }

    @Test("a file is read, and its resolved document too")
    func load() throws {
        try inFolder { folder in
            let path = folder + "/one-cycle.json"
            try Data(withSchedule().utf8).write(to: URL(filePath: path))
            let resolved = try SpecFile.load(path: path, overrides: [SpecOverride("epochs=5")])
            #expect(resolved.spec.name == "one-cycle-epochs-5")
            #expect(resolved.spec.duration == .epochs(5))
            let again = folder + "/spec.json"
            try Data(resolved.document.utf8).write(to: URL(filePath: again))
            #expect(try SpecFile.load(path: again) == resolved)
        }
    }

    @Test("what is no file, or too large a one, is refused at once with one line")
    func refused() throws {
        try inFolder { folder in
            let huge = folder + "/huge.json"
            #expect(FileManager.default.createFile(atPath: huge, contents: Data("{".utf8)))
            #expect(truncate(huge, 1 << 30) == 0)
            let pipe = folder + "/pipe.json"
            #expect(mkfifo(pipe, 0o600) == 0)
            let loop = folder + "/loop.json"
            #expect(symlink(loop, loop) == 0)
            #expect(lines(huge) == ["\(huge): 1073741824 bytes; a spec has at most 1048576"])
            #expect(lines(folder) == ["\(folder): a directory, not a file"])
            #expect(lines(pipe) == ["\(pipe): a pipe, not a file"])
            #expect(lines("/dev/zero") == ["/dev/zero: a device, not a file"])
            #expect(lines(folder + "/none.json") == ["\(folder)/none.json: no such file"])
            #expect(lines(loop) == ["\(loop): cannot be read: Too many levels of symbolic links"])
            #expect(lines("") == [": no such file"])
            #expect(lines("a\0b\nc") == ["a\\u0000b\\u000ac: no such file"])
            #expect(lines(huge + "/x") == ["\(huge)/x: cannot be read: Not a directory"])
        }
    }

    @Test("the limit is a megabyte, spaces and all")
    func limit() throws {
        let text = withSchedule()
        let fill = String(repeating: " ", count: SpecFile.sizeLimit - text.utf8.count)
        #expect(problemLines(text + fill).isEmpty)
        #expect(problemLines(text + fill + " ") == ["experiments/a.json: 1048577 bytes; a spec has at most 1048576"])
    }
}
