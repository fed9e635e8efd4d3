import Datasets
import Foundation
import LoopbackServer
import TestSupport
import Testing

@Suite("Downloading")
struct DownloaderTests {
    private let folder: TemporaryFolder
    private let contents = [pattern(300_000), pattern(10_000)]
    private let set: RemoteSet
    private let compressed: [[UInt8]]
    private let names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"]

    init() throws {
        folder = try TemporaryFolder()
        compressed = try contents.map(gzip)
        // Computed by sha256sum from the same bytes.
        let hashes = [
            "3c35ca76f408eb8e8ec6a2ec3669a4a2b7da06c99713456cb2bdac5ff2b70875",
            "4be764f3efaf931eae48f0443403387d1ae1c67cc79200ebf1a2305e5fc14612",
        ]
        set = RemoteSet(
            files: zip(names, zip(contents, hashes)).map {
                RemoteFile(
                    name: $0, typicalBytes: 1000, contentBytes: $1.0.count, checksum: .content($1.1))
            }, mirrors: ["http://127.0.0.1:1/"])
    }

    /// The messages of a call.
    private struct Told {
        var failures: [TransferIssue] = []
        var begun: [Int] = []
        var done: [String] = []
        var present = 0
        var error: (any Error)?
    }

    private func fetch(_ servers: LoopbackServer..., set: RemoteSet? = nil, cancelAfter: Int = .max) -> Told {
        var told = Told()
        let downloader = Downloader(
            set ?? self.set, into: folder.path, mirrors: servers.map(\.address), stallSeconds: 4)
        var received = 0
        do {
            try downloader.fetch(isCancelled: { received > cancelAfter }) { event in
                switch event {
                case .present: told.present += 1
                case .began(_, _, let from): told.begun.append(from)
                case .received(_, let bytes): received = bytes
                case .failed(_, let issue): told.failures.append(issue)
                case .done(let path, _): told.done.append(path)
                }
            }
        } catch { told.error = error }
        return told
    }

    private func server(_ first: LoopbackServer.Answer) throws -> LoopbackServer {
        try LoopbackServer([names[0]: first, names[1]: .whole(compressed[1])])
    }

    private func good() throws -> LoopbackServer { try server(.whole(compressed[0])) }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
    }

    private func expectWhole() throws {
        #expect(files == names)
        for (name, bytes) in zip(names, compressed) { #expect(try self.bytes(name) == bytes) }
    }

    @Test("fetches what is missing, and only that")
    func whole() throws {
        let server = try good()
        #expect(fetch(server).error == nil)
        try expectWhole()
        #expect(server.requests.count == 2)
        let second = fetch(server)
        #expect(second.present == 2)
        #expect(server.requests.count == 2)
        try FileManager.default.removeItem(atPath: folder.path + "/" + names[1])
        #expect(fetch(server).done.count == 1)
        #expect(server.requests.count == 3)
    }

    @Test("goes on where a cut connection ended")
    func resume() throws {
        let server = try server(.cut(compressed[0], after: 1000))
        let first = fetch(server)
        #expect(first.failures == [.cutOff(kept: 1000)])
        #expect(first.error as? DownloadError == .allMirrorsFailed(file: names[0]))
        #expect(files == [names[0] + ".partial"])
        server.answer(names[0], .whole(compressed[0]))
        let second = fetch(server)
        #expect(second.begun == [1000, 0])
        #expect(server.requests.dropFirst().first?.from == 1000)
        try expectWhole()
    }

    @Test("goes on at the next mirror, and asks that one first from then on")
    func nextMirror() throws {
        let (bad, good) = (try server(.cut(compressed[0], after: 1000)), try good())
        let told = fetch(bad, good)
        #expect(told.error == nil)
        #expect(told.begun == [0, 1000, 0])
        #expect(bad.requests.count == 1)
        #expect(good.requests.map(\.from) == [1000, nil])
        try expectWhole()
    }

    @Test("starts anew where the rest does not fit what was there")
    func anew() throws {
        for answer in [LoopbackServer.Answer.whole(compressed[0]), .ignoringRange(compressed[0])] {
            // Wrong bytes; and as many as the whole file has, and more.
            for count in [10, compressed[0].count, compressed[0].count + 100] {
                for name in files { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
                try folder.write([UInt8](repeating: 7, count: count), names[0] + ".partial")
                let told = fetch(try server(answer))
                #expect(told.error == nil && told.failures == [], "\(count) \(told)")
                #expect(told.begun == [count, 0, 0])
                try expectWhole()
            }
        }
    }

    @Test("what is no file is not written to")
    func pipe() throws {
        #expect(mkfifo(folder.path + "/" + names[0] + ".partial", 0o600) == 0)
        guard case .cannotWrite(let path, _)? = fetch(try good()).error as? DownloadError else {
            Issue.record("not refused")
            return
        }
        #expect(path == folder.path + "/" + names[0] + ".partial")
    }

    @Test("a whole file that a broken call left is taken when the server has no more")
    func wholePartial() throws {
        try folder.write(compressed[0], names[0] + ".partial")
        #expect(fetch(try good()).error == nil)
        try expectWhole()
    }

    @Test("a bad mirror is reported and the next one asked", arguments: 0..<8)
    func badMirror(kind: Int) throws {
        var wrong = contents[0]
        wrong[1234] ^= 1
        let (wrongHash, longer) = (try gzip(wrong), try gzip(contents[0] + [1]))
        var damaged = compressed[0]
        damaged[damaged.count / 2] ^= 0x55
        let cases: [(LoopbackServer.Answer, (TransferIssue?) -> Bool)] = [
            (.status(404), { $0 == .refused(status: 404) }),
            (.page, { $0 == .wrong(.notGzip(isPage: true)) }),
            (.whole([]), { $0 == .wrong(.empty) }),
            (
                .whole(wrongHash),
                { issue in
                    if case .wrong(.wrongHash)? = issue { true } else { false }
                }
            ),
            (.whole(longer), { $0 == .wrong(.tooLong(expected: 300_000)) }),
            (
                .whole(damaged),
                { issue in
                    switch issue {
                    case .wrong(.damaged)?, .wrong(.wrongHash)?, .wrong(.tooLong)?: true
                    default: false
                    }
                }
            ),
            (.stalled(compressed[0], after: 500), { $0 == .stalled(seconds: 4) }),
            (.trickling(compressed[0]), { $0 == .stalled(seconds: 4) }),
        ]
        let (answer, isRight) = cases[kind]
        let bad = try server(answer)
        let alone = fetch(bad)
        #expect(alone.failures.count == 1 && isRight(alone.failures.first), "\(alone)")
        #expect(alone.error as? DownloadError == .allMirrorsFailed(file: names[0]))
        // Bytes that do not belong to the file are not kept.
        #expect(files == (kind >= 6 ? [names[0] + ".partial"] : []))
        let told = fetch(bad, try good())
        #expect(told.error == nil, "\(told)")
        try expectWhole()
    }

    @Test("a server that sends without end is stopped")
    func endless() throws {
        let server = try server(.whole([UInt8](repeating: 1, count: 1_000_000)))
        #expect(fetch(server).failures == [.tooLarge(limit: 300_000 + 3_000 + 4096)])
        #expect(files == [])
    }

    @Test("no server there")
    func unreachable() throws {
        let told = fetch()
        guard case .unreachable? = told.failures.first else {
            Issue.record("\(told)")
            return
        }
        #expect(files == [])
    }

    @Test("a damaged file is replaced, one that would hide the right one is not")
    func existing() throws {
        try folder.write([1, 2, 3], names[0])
        #expect(fetch(try good()).error == nil)
        try expectWhole()
        try folder.write([1, 2, 3], "train-images-idx3-ubyte")
        guard case .inTheWay(let path, _)? = fetch(try good()).error as? DownloadError else {
            Issue.record("not refused")
            return
        }
        #expect(path == folder.path + "/train-images-idx3-ubyte")
        #expect(try bytes("train-images-idx3-ubyte") == [1, 2, 3])
        // Decompressed, it will do.
        try folder.write(contents[0], "train-images-idx3-ubyte")
        #expect(fetch(try good()).present == 2)
    }

    @Test("an interrupted transfer keeps what has come")
    func interrupted() throws {
        let told = fetch(try server(.stalled(compressed[0], after: 500)), cancelAfter: 100)
        #expect(told.error as? DownloadError == .interrupted)
        #expect(files == [names[0] + ".partial"])
        #expect(fetch(try good()).begun.first == 500)
        try expectWhole()
    }

    @Test("a checksum of the compressed file does not take another compression")
    func fileChecksum() throws {
        var set = set
        set.files = [
            RemoteFile(
                name: names[1], typicalBytes: 1000, contentBytes: 10_000,
                checksum: .file(String(repeating: "0", count: 64)))
        ]
        let told = fetch(try good(), set: set)
        guard case .wrong(.wrongHash(_, let found))? = told.failures.first else {
            Issue.record("\(told)")
            return
        }
        set.files[0].checksum = .file(found)
        #expect(fetch(try good(), set: set).error == nil)
        #expect(files == [names[1]])
    }
}
