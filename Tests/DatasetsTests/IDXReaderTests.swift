import Datasets
import TestSupport
import Testing

@Suite struct IDXReaderTests {
    let folder: TemporaryFolder
    let images = idx([5, 3, 4], pattern(60))
    let labels = idx([5], [2, 0, 1, 2, 0])

    init() throws {
        folder = try TemporaryFolder()
    }

    private func read(_ images: [UInt8], _ labels: [UInt8], keeping: [UInt8]? = nil) throws -> IDXReader.Pair {
        try IDXReader.read(
            images: folder.write(images, "images"), labels: folder.write(labels, "labels"), classes: 3,
            keeping: keeping)
    }

    /// The error of a reading.
    private func error(_ images: [UInt8], _ labels: [UInt8], keeping: [UInt8]? = nil) -> DatasetError? {
        do {
            _ = try read(images, labels, keeping: keeping)
            return nil
        } catch {
            return error as? DatasetError
        }
    }

    private var imagesPath: String { folder.path + "/images" }
    private var labelsPath: String { folder.path + "/labels" }

    @Test(arguments: [false, true], [false, true]) func reads(zipImages: Bool, zipLabels: Bool) throws {
        let pair = try read(zipImages ? gzip(images) : images, zipLabels ? gzip(labels) : labels)
        #expect(pair.pixels == pattern(60))
        #expect(pair.labels == [2, 0, 1, 2, 0])
        #expect(pair.height == 3)
        #expect(pair.width == 4)
    }

    @Test func keepsSomeClassesInFileOrder() throws {
        let pair = try read(gzip(images), labels, keeping: [0, 1])
        #expect(pair.labels == [0, 1, 0])
        #expect(pair.pixels == planes([1, 2, 4], of: pattern(60), size: 12))
    }

    /// Larger than the reader's buffers, so that planes straddle them.
    @Test(arguments: [false, true]) func readsWhatIsLargerThanItsBuffers(zipped: Bool) throws {
        let count = 1500
        let bytes = idx([count, 28, 28], pattern(count * 784))
        let labels = idx([count], (0..<count).map { UInt8($0 % 3) })
        let pair = try read(zipped ? gzip(bytes) : bytes, labels)
        #expect(pair.pixels == pattern(count * 784))
        let kept = try read(zipped ? gzip(bytes) : bytes, labels, keeping: [1])
        #expect(kept.pixels == planes(Array(stride(from: 1, to: count, by: 3)), of: pattern(count * 784)))
    }

    @Test func twoGzipMembersAreOneFile() throws {
        let pair = try read(gzip(Array(images[..<20])) + gzip(Array(images[20...])), labels)
        #expect(pair.pixels == pattern(60))
    }

    @Test(arguments: [nil, [0]] as [[UInt8]?]) func cutOff(keeping: [UInt8]?) {
        #expect(
            error(images.dropLast(7), labels, keeping: keeping)
                == .cutOff(path: imagesPath, expected: 76, found: 69))
        #expect(error(images, labels.dropLast(1)) == .cutOff(path: labelsPath, expected: 13, found: 12))
        #expect(error(Array(images[..<9]), labels) == .cutOff(path: imagesPath, expected: 16, found: 9))
        #expect(
            error(Array(images[..<3]), labels) == .notIDX(path: imagesPath, expected: [0, 0, 8, 3], found: [0, 0, 8]))
        #expect(error([], labels) == .notIDX(path: imagesPath, expected: [0, 0, 8, 3], found: []))
    }

    /// Wherever a gzip file is cut, that is seen; a file of noise cannot end up whole by chance.
    @Test func cutOffGzip() throws {
        let whole = try gzip(images)
        for length in 2..<whole.count {
            let found = error(Array(whole[..<length]), labels)
            switch found {
            case .cutOff, .corruptGzip, .notIDX: break
            default: Issue.record("cut to \(length) of \(whole.count) bytes: \(String(describing: found))")
            }
        }
        #expect(error(whole.dropLast(20), labels) != nil)
        #expect(error(whole.dropLast(1), labels, keeping: [0]) != nil)
    }

    @Test func damagedGzip() throws {
        var damaged = try gzip(images)
        damaged[damaged.count - 6] ^= 1
        guard case .corruptGzip(imagesPath, _, let reason) = error(damaged, labels) else {
            Issue.record("a wrong checksum went unseen")
            return
        }
        #expect(reason == "incorrect data check")
    }

    @Test(arguments: [nil, [0]] as [[UInt8]?]) func trailingBytes(keeping: [UInt8]?) throws {
        let expected = DatasetError.trailingBytes(path: imagesPath, expected: 76)
        #expect(error(images + [0], labels, keeping: keeping) == expected)
        #expect(try error(gzip(images + [0]), labels, keeping: keeping) == expected)
        #expect(error(images, labels + [0]) == .trailingBytes(path: labelsPath, expected: 13))
        guard case .corruptGzip = try error(gzip(images) + [1, 2, 3], labels, keeping: keeping) else {
            Issue.record("bytes after the gzip data went unseen")
            return
        }
    }

    @Test func wrongMagic() {
        #expect(
            error(labels, labels) == .notIDX(path: imagesPath, expected: [0, 0, 8, 3], found: [0, 0, 8, 1]))
        #expect(
            error(images, images) == .notIDX(path: labelsPath, expected: [0, 0, 8, 1], found: [0, 0, 8, 3]))
        var floats = images
        floats[2] = 0x0d
        #expect(error(floats, labels) == .notIDX(path: imagesPath, expected: [0, 0, 8, 3], found: [0, 0, 0x0d, 3]))
        #expect(
            error(Array("<!DOCTYPE html>".utf8), labels)
                == .notIDX(path: imagesPath, expected: [0, 0, 8, 3], found: Array("<!DO".utf8)))
    }

    @Test func countsDisagree() {
        #expect(
            error(images, idx([4], [0, 1, 2, 0]))
                == .countsDisagree(images: imagesPath, imageCount: 5, labels: labelsPath, labelCount: 4))
    }

    @Test func labelOutOfRange() {
        #expect(
            error(images, idx([5], [0, 1, 2, 3, 0]), keeping: [0])
                == .labelOutOfRange(path: labelsPath, index: 3, label: 3, classes: 3))
    }

    @Test func empty() {
        #expect(error(idx([0, 3, 4], []), idx([0], [])) == .noImages(path: imagesPath))
        #expect(error(idx([5, 0, 4], []), labels) == .noImages(path: imagesPath))
        #expect(error(images, idx([5], [2, 2, 2, 2, 2]), keeping: [0, 1]) == .noImages(path: imagesPath))
    }

    /// A small file that claims to be huge is refused before memory is taken.
    @Test func hugeClaims() throws {
        let claims = [[1 << 31, 28, 28], [Int(UInt32.max), Int(UInt32.max), Int(UInt32.max)], [1 << 20, 1 << 10, 2]]
        for dimensions in claims {
            #expect(
                error(idx(dimensions, []), labels)
                    == .tooLarge(path: imagesPath, dimensions: dimensions, limit: 1 << 30))
        }
        #expect(
            error(idx([5, 1 << 14, 1 << 13], [1, 2]), labels)
                == .cutOff(path: imagesPath, expected: 5 << 27 + 16, found: 18))
        // A gzip bomb: a megabyte of zeros behind a header that promises 60 bytes.
        let bomb = try gzip(images + [UInt8](repeating: 0, count: 1 << 20))
        #expect(error(bomb, labels) == .trailingBytes(path: imagesPath, expected: 76))
    }

    @Test func missingAndUnreadable() throws {
        try folder.write(images, "images")
        #expect(throws: DatasetError.unreadable(path: labelsPath, code: 2, reason: "No such file or directory")) {
            try IDXReader.read(images: imagesPath, labels: labelsPath, classes: 3)
        }
        #expect(throws: DatasetError.notAFile(path: folder.path)) {
            try IDXReader.read(images: imagesPath, labels: folder.path, classes: 3)
        }
    }

    @Test func messagesAreOneLineWithFileAndRemedy() throws {
        let message = try #require(error(images.dropLast(7), labels)).description
        #expect(
            message == "\(imagesPath): cut off after 69 of 76 bytes; fetch the file again")
        let swapped = try #require(error(labels, images)).description
        #expect(
            swapped
                == "\(imagesPath): not the expected IDX file; it starts with 00 00 08 01, not with 00 00 08 03; "
                + "check that images and labels are not swapped, or fetch the file again")
        #expect(!message.contains("\n") && !swapped.contains("\n"))
    }
}
