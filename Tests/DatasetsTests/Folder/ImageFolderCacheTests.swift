import Datasets
import Foundation
import TestSupport
import Testing

/// Decoded folders that are kept as files.
@Suite struct ImageFolderCacheTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (index, name) in ["train/a/1.png", "train/b/1.png", "valid/a/1.png", "valid/b/1.png"].enumerated() {
            try write(name, from: index)
        }
    }

    /// Writes a picture whose file has the same size and time, whatever is in it.
    private func write(_ name: String, from first: Int) throws {
        try folder.grey("set/" + name, from: first)
        try folder.touch("set/" + name, second: 1_000_000)
    }

    private func load(_ channels: Int? = nil, cache: String? = "cache") throws -> [ImageDataset] {
        let sets = try ImageSource.folder(path: folder.path + "/set", resize: nil).load(
            channels: channels, cacheDirectory: cache.map { folder.path + "/" + $0 }, threads: 2)
        return [sets.train] + (sets.valid.map { [$0] } ?? [])
    }

    private func pixels(_ first: Int...) -> [UInt8] { first.flatMap { shades(6, from: $0) } }

    private func cacheFile() throws -> String {
        try #require(folder.names(in: "cache").count == 1)
        return "cache/" + folder.names(in: "cache")[0]
    }

    private func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
    }

    @Test func aSecondLoadIsTheSame() throws {
        let (first, second, plain) = (try load(), try load(), try load(cache: nil))
        #expect(first.map(\.pixels) == [pixels(0, 1), pixels(2, 3)])
        for sets in [second, plain] {
            #expect(sets.map(\.contentHash) == first.map(\.contentHash))
            #expect(sets.map(\.pixels) == first.map(\.pixels) && sets.map(\.labels) == first.map(\.labels))
            #expect(sets.map(\.classNames) == first.map(\.classNames) && sets.map(\.origin) == first.map(\.origin))
        }
        _ = try cacheFile()
    }

    /// Names, sizes and times do not show this change: so the cache was used.
    @Test func picturesAreNotOpenedAgain() throws {
        _ = try load()
        let before = try read("set/train/b/1.png").count
        try write("train/b/1.png", from: 9)
        try #require(try read("set/train/b/1.png").count == before)
        #expect(try load()[0].pixels == pixels(0, 1))
        #expect(try load(cache: nil)[0].pixels == pixels(0, 9))
    }

    @Test func anotherTimeOrSizeReadsAnew() throws {
        _ = try load()
        try folder.grey("set/train/b/1.png", from: 9)
        try folder.touch("set/train/b/1.png", second: 1_000_001)
        #expect(try load()[0].pixels == pixels(0, 9))
        // Another size, the same time.
        var longer = try read("set/train/b/1.png")
        longer.insert(contentsOf: PNGPicture.chunk("tEXt", Array("a\0b".utf8)), at: longer.count - 12)
        try folder.write(longer, "set/train/b/1.png")
        try folder.touch("set/train/b/1.png", second: 1_000_001)
        let file = try cacheFile()
        let before = try read(file)
        #expect(try load()[0].pixels == pixels(0, 9))
        #expect(try read(file) != before)
        try write("valid/b/2.png", from: 4)
        #expect(try load()[1].pixels == pixels(2, 3, 4))
        // Still one file for this folder.
        _ = try cacheFile()
    }

    @Test func optionsHaveFilesOfTheirOwn() throws {
        #expect(try load()[0].channels == 1)
        #expect(try load(3)[0].channels == 3)
        #expect(try load()[0].channels == 1)
        #expect(folder.names(in: "cache").count == 2)
    }

    @Test func damageIsMendedInSilence() throws {
        let good = try load()
        let file = try cacheFile()
        let whole = try read(file)
        var damages = stride(from: 0, to: whole.count, by: 5).map { place in
            var bytes = whole
            bytes[place] ^= 0x10
            return bytes
        }
        damages += stride(from: 0, to: whole.count, by: 29).map { Array(whole[..<$0]) }
        damages += [whole + [0], whole + whole]
        for damaged in damages {
            try folder.write(damaged, file)
            #expect(try load().map(\.pixels) == good.map(\.pixels))
        }
        // Numbers that a careless reader would multiply.
        for (key, value) in [
            ("channels", 4_611_686_018_427_387_904), ("height", 1 << 62), ("width", -3), ("planes", 9),
        ] {
            let start = 28
            let length = whole[20..<28].reversed().reduce(0) { $0 << 8 | Int($1) }
            let header = String(decoding: whole[start..<start + length], as: UTF8.self)
            var changed = header.replacing(try Regex("\"\(key)\":[0-9]+"), with: "\"\(key)\":\(value)")
            if key == "channels" { changed = changed.replacing("\"planes\":1", with: "\"planes\":\(value)") }
            let count = Array(changed.utf8).count
            try folder.write(
                Array(whole[..<20]) + (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(changed.utf8)
                    + whole[(start + length)...], file)
            #expect(try load().map(\.pixels) == good.map(\.pixels), "\(key)")
        }
    }

    @Test func nothingIsKeptAfterAnError() throws {
        try folder.write(try read("set/valid/b/1.png").dropLast(20), "set/valid/b/1.png")
        #expect(throws: ImageFolderError.self) { try load() }
        #expect(folder.names(in: "cache") == [])
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/cache"))
    }

    @Test func aPlaceThatTakesNoFilesIsNoError() throws {
        try folder.write([1, 2, 3], "occupied")
        #expect(try load(cache: "occupied")[0].pixels == pixels(0, 1))
        #expect(try read("occupied") == [1, 2, 3])
    }
}
