import Datasets
import DigitDrawing
import Testing

@Suite struct DrawnDigitsTests {
    private func draw(
        _ digits: [UInt8] = Array(0...9), train: Int = 600, valid: Int = 300, channels: Int = 1,
        seed: UInt64 = 5, threads: Int = 1
    ) throws -> DataSplit {
        try DrawnDigits(digits: digits, trainCount: train, validCount: valid, seed: seed).draw(
            channels: channels, threads: threads)
    }

    private func image(_ set: ImageDataset, _ index: Int) -> [UInt8] {
        Array(set.pixels[index * 784..<(index + 1) * 784])
    }

    @Test(arguments: [2, 3, 8]) func sameBytesWithAnyThreads(threads: Int) throws {
        let (one, many) = (try draw(threads: 1), try draw(threads: threads))
        #expect(one.train.pixels == many.train.pixels)
        #expect(one.train.labels == many.train.labels)
        #expect(one.valid.contentHash == many.valid.contentHash)
    }

    @Test func sameBytesTwice() throws {
        #expect(try draw([3, 7]).train.contentHash == draw([3, 7]).train.contentHash)
        #expect(try draw().train.contentHash != draw(seed: 6).train.contentHash)
    }

    @Test func aLargerSetBeginsWithTheSmaller() throws {
        let (small, large) = (try draw(train: 37, valid: 11), try draw(train: 300, valid: 300))
        #expect(large.train.pixels.starts(with: small.train.pixels))
        #expect(large.train.labels.starts(with: small.train.labels))
        #expect(large.valid.pixels.starts(with: small.valid.pixels))
    }

    @Test func noTwoImagesAreAlike() throws {
        let split = try draw(train: 2000, valid: 1000)
        var seen = Set((0..<2000).map { image(split.train, $0) })
        #expect(seen.count == 2000)
        for index in 0..<1000 { seen.insert(image(split.valid, index)) }
        #expect(seen.count == 3000)
    }

    @Test func countsAndBalance() throws {
        for digits in [Array(0...9), [3, 7]] as [[UInt8]] {
            let split = try DrawnDigits(digits: digits).draw(channels: 3, threads: 2)
            #expect(split.train.count == 12_396 && split.valid.count == 2_038)
            for set in [split.train, split.valid] {
                #expect(set.channels == 3 && set.classNames == digits.map { String($0) })
                #expect(set.height == 28 && set.width == 28)
                let counts = set.classCounts
                #expect(counts.count == digits.count)
                #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
            }
        }
    }

    @Test func classesComeInNoFixedOrder() throws {
        let labels = try draw().train.labels
        let runs: [[UInt8]] = (0..<60).map { (run: Int) in Array(labels[run * 10..<(run + 1) * 10]) }
        #expect(Set(runs).count > 50)
        #expect(runs.allSatisfy { Set($0).count == 10 })
    }

    /// White on black, centred by mass, with room at the edges, as in MNIST.
    @Test func looksLikeMNIST() throws {
        let set = try draw().train
        var mean = 0.0
        for index in 0..<set.count {
            let image = image(set, index)
            var (mass, x, y, edge) = (0.0, 0.0, 0.0, 0)
            for place in 0..<784 {
                let value = Double(image[place])
                mass += value
                x += value * (Double(place % 28) + 0.5)
                y += value * (Double(place / 28) + 0.5)
                if place % 28 == 0 || place % 28 == 27 || place / 28 == 0 || place / 28 == 27 {
                    edge = max(edge, Int(image[place]))
                }
            }
            #expect(image.contains { $0 > 200 }, "image \(index) is pale")
            #expect(mass / 255 > 15 && mass / 255 < 350, "image \(index) holds \(mass / 255) pixels of ink")
            #expect(abs(x / mass - 14) < 3.5 && abs(y / mass - 14) < 3.5, "image \(index) is off centre")
            mean += mass / 255 / 784
        }
        // MNIST's is 0.131.
        #expect(abs(mean / Double(set.count) - 0.12) < 0.03)
    }

    @Test(.enabled(if: GreyRaster.libraryVersion == "1.16.0", "coverage is rounded anew in other versions of Cairo"))
    func bytesNeverChange() throws {
        #expect(try draw().train.contentHash == "ffd35ae8adb718b862bd6ae562d6fea3176d0d892809a115f307a66d640582c2")
        #expect(
            try draw([3, 7], channels: 3).valid.contentHash
                == "5040b639a5d26d8f4e9fbfeeff661bb391de81551f7d0502df80af261944625e"
        )
    }

    @Test(arguments: [0, -1, 1_000_001]) func refusesCounts(count: Int) {
        #expect(throws: DatasetError.badCount(name: "trainCount", value: count, limit: 1_000_000)) {
            try draw(train: count)
        }
        #expect(throws: DatasetError.badCount(name: "validCount", value: count, limit: 1_000_000)) {
            try draw(valid: count)
        }
    }
}

@Suite struct GreyRasterTests {
    @Test func fillsOverlapsOnce() throws {
        let raster = try GreyRaster(width: 8, height: 4)
        for left in [1.0, 2.5] {
            raster.move(toX: left, y: 1)
            raster.line(toX: left + 2.5, y: 1)
            raster.line(toX: left + 2.5, y: 3)
            raster.line(toX: left, y: 3)
            raster.closePath()
        }
        try raster.fill()
        let rows = try raster.withBytes { bytes, stride in
            (0..<4).map { row in Array(bytes[row * stride..<row * stride + 8]) }
        }
        #expect(rows[0] == [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(rows[1] == [0, 255, 255, 255, 255, 0, 0, 0])
        #expect(rows[2] == rows[1])
        #expect(rows[3] == rows[0])
    }

    @Test func clearForgets() throws {
        let raster = try GreyRaster(width: 5, height: 3)
        raster.move(toX: 0, y: 0)
        raster.line(toX: 5, y: 0)
        raster.line(toX: 5, y: 3)
        try raster.fill(quickly: true)
        #expect(try raster.withBytes { bytes, _ in bytes.contains { $0 > 0 } })
        raster.move(toX: 0, y: 0)
        raster.line(toX: 5, y: 0)
        raster.clear()
        raster.line(toX: 5, y: 3)
        try raster.fill()
        #expect(try raster.withBytes { bytes, _ in bytes.allSatisfy { $0 == 0 } })
    }

    @Test func refusesSizes() {
        let error = #expect(throws: DigitDrawingError.self) { try GreyRaster(width: 100_000, height: 100_000) }
        #expect(
            error?.description
                == "drawing digits: making a picture of 100000 x 100000 pixels failed: invalid value (typically too big) for the size "
                + "of the input (surface, pattern, etc.) (Cairo status 32)")
    }
}
