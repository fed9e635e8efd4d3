import Datasets
import Foundation
import Synchronization
import TestSupport
import Testing

/// Which pictures of a folder are read, and in which order.
@Suite struct FolderLayoutTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func load(threads: Int = 1) throws -> (train: ImageDataset, valid: ImageDataset?) {
        try ImageSource.folder(path: folder.path, resize: nil).load(channels: nil, threads: threads)
    }

    @Test func classesAreNumbersByValueThenNames() throws {
        for name in ["10", "9", "b", "2", "a", "B", "01", "1", "3.5"] { try folder.grey("\(name)/x.png") }
        let names = ["01", "1", "2", "3.5", "9", "10", "B", "a", "b"]
        #expect(try ImageFolder(folder.path).classNames == names)
        let set = try load().train
        #expect(set.classNames == names)
        #expect(set.labels == (0..<9).map { UInt8($0) })
        #expect(set.origin == folder.path)
    }

    @Test func picturesLieByClassAndByName() throws {
        let order = ["2.png", "9.png", "10.PNG", "11.x.png", "B.png", "a.png"]
        for name in ["x", "y"] {
            for (place, file) in order.enumerated().reversed() {
                try folder.grey("\(name)/\(file)", from: place + (name == "y" ? 100 : 0))
            }
        }
        let set = try load().train
        #expect(set.labels == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
        #expect(set.pixels == (Array(0..<6) + Array(100..<106)).flatMap { shades(6, from: $0) })
    }

    @Test(arguments: ["valid", "val", "test"]) func trainLiesBesideValidation(part: String) throws {
        for name in ["a", "b"] {
            try folder.grey("train/\(name)/1.png", from: 1)
            try folder.grey("train/\(name)/2.png", from: 2)
            try folder.grey("\(part)/\(name)/1.png", from: 3)
        }
        let found = try ImageFolder(folder.path)
        #expect(found.classNames == ["a", "b"])
        let sets = try load()
        #expect(sets.train.labels == [0, 0, 1, 1])
        #expect(sets.train.pixels == [1, 2, 1, 2].flatMap { shades(6, from: $0) })
        let valid = try #require(sets.valid)
        #expect(valid.labels == [0, 1] && valid.classNames == ["a", "b"])
        #expect(valid.pixels == [3, 3].flatMap { shades(6, from: $0) })
    }

    @Test func testIsLeftAloneWhereThereIsValid() throws {
        for (part, first) in [("train", 1), ("valid", 2), ("test", 3)] {
            for name in ["a", "b"] { try folder.grey("\(part)/\(name)/1.png", from: first) }
        }
        #expect(try load().valid?.pixels == [2, 2].flatMap { shades(6, from: $0) })
    }

    @Test func hiddenEntriesAndFilesBesideClassesArePassedOver() throws {
        try folder.grey("a/1.png")
        try folder.grey("b/1.png")
        try folder.write([1], "a/.thumbs")
        try folder.write([1], ".git/config")
        try folder.write([1], "labels.csv")
        #expect(try load().train.count == 2)
        #expect(try load().valid == nil)
    }

    @Test func whateverStandsBesideClassesIsPassedOver() throws {
        for name in ["a", "b"] { try folder.grey("\(name)/1.png") }
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/latest", withDestinationPath: "nowhere")
        #expect(try load().train.classNames == ["a", "b"])
    }

    /// Where nothing beside it has the name of a part, "train" is a name like any other.
    @Test func aClassMayBeCalledTrain() throws {
        for name in ["train", "bus"] { try folder.grey("\(name)/1.png") }
        let sets = try load()
        #expect(sets.train.classNames == ["bus", "train"] && sets.valid == nil)
    }

    /// é as one scalar and as two: names that only look the same are different folders.
    @Test func namesAreComparedByTheirBytes() throws {
        let (one, two) = ("\u{e9}", "e\u{301}")
        for (part, name) in [("train", one), ("valid", two)] {
            for name in ["a", name] { try folder.grey("\(part)/\(name)/1.png") }
        }
        #expect(
            throws: ImageFolderError.classesDiffer(
                root: folder.path, part: "valid", missing: [one], extra: [two])
        ) { try load() }
        for name in ["a", one] { try folder.grey("both/\(name)/1.png", from: 1) }
        try folder.grey("both/\(two)/1.png", from: 2)
        let set = try ImageSource.folder(path: folder.path + "/both", resize: nil).load(channels: nil, threads: 1).train
        #expect(set.labels == [0, 1, 2])
        #expect(set.pixels == [1, 2, 1].flatMap { shades(6, from: $0) })
    }

    @Test func linksAreFollowed() throws {
        try folder.grey("elsewhere/pictures/1.png", from: 7)
        try folder.grey("set/a/1.png")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/set/b", withDestinationPath: "../elsewhere/pictures")
        let set = try ImageSource.folder(path: folder.path + "/set", resize: nil).load(channels: nil, threads: 1).train
        #expect(set.pixels == shades(6) + shades(6, from: 7))
    }

    /// More pictures than a thread takes at a time.
    @Test func threadsChangeNothing() throws {
        for index in 0..<150 { try folder.grey("\(index % 2)/\(index).png", from: index) }
        let one = try load().train
        #expect(
            one.pixels
                == (Array(stride(from: 0, to: 150, by: 2)) + stride(from: 1, to: 150, by: 2)).flatMap {
                    shades(6, from: $0)
                })
        for threads in [2, 3, 8] { #expect(try load(threads: threads).train.contentHash == one.contentHash) }
    }

    @Test func readingEndsWhereItIsCancelled() throws {
        for index in 0..<150 { try folder.grey("\(index % 2)/\(index).png", from: index) }
        let source = ImageSource.folder(path: folder.path, resize: nil)
        let read = Atomic(0)
        #expect(throws: DatasetError.interrupted) {
            try source.load(
                channels: nil, cacheDirectory: folder.path + "/cache", threads: 2,
                progress: { done, _ in read.store(done, ordering: .relaxed) },
                isCancelled: { read.load(ordering: .relaxed) > 10 })
        }
        #expect(read.load(ordering: .relaxed) < 150)
        #expect(folder.names(in: "cache") == [])
    }

    @Test func aSetLargerThanTheMemoryIsRefusedBeforeItIsRead() throws {
        for name in ["a", "b"] { try folder.grey("\(name)/1.png", height: 10, width: 20) }
        let source = ImageSource.folder(path: folder.path, resize: nil)
        #expect(throws: ImageFolderError.setTooLarge(root: folder.path, bytes: 400, limit: 399)) {
            try source.load(channels: nil, threads: 1, memory: 399)
        }
        #expect(try source.load(channels: nil, threads: 1, memory: 400).train.count == 2)
    }

    @Test func factsAreThoseOfTheLoadedSet() throws {
        for part in ["train", "valid"] {
            for name in ["a", "b", "c"] { try folder.colour("\(part)/\(name)/1.png", height: 4, width: 5) }
        }
        let source = ImageSource.folder(path: folder.path, resize: nil)
        let facts = try source.facts(channels: nil)
        let sets = try load()
        #expect(facts.size == ImageSize(height: 4, width: 5) && sets.train.height == 4 && sets.train.width == 5)
        #expect(facts.channels == 3 && sets.train.channels == 3)
        #expect(facts.classNames == ["a", "b", "c"] && facts.trainCount == 3 && facts.validCount == 3)
        #expect(try source.facts(channels: 1).channels == 1)
        let small = ImageSize(height: 2, width: 2)
        #expect(try ImageSource.folder(path: folder.path, resize: small).facts(channels: nil).size == small)
    }

    @Test func theFingerprintTellsNamesSizesAndTimes() throws {
        for name in ["a", "b"] {
            try folder.grey("\(name)/1.png")
            try folder.touch("\(name)/1.png", second: 1_000_000)
        }
        func fingerprint() throws -> String? {
            try ImageSource.folder(path: folder.path, resize: nil).facts(channels: nil).fingerprint
        }
        var seen = [try fingerprint()]
        #expect(seen == [try fingerprint()])
        try folder.touch("a/1.png", second: 1_000_001)
        seen.append(try fingerprint())
        try folder.grey("a/1.png", height: 5, width: 5)
        try folder.touch("a/1.png", second: 1_000_001)
        seen.append(try fingerprint())
        try FileManager.default.moveItem(atPath: folder.path + "/a/1.png", toPath: folder.path + "/a/2.png")
        seen.append(try fingerprint())
        #expect(!seen.contains(nil) && Set(seen).count == 4)
    }
}
