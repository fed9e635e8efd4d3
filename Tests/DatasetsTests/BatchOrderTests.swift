import Datasets
import DigitDrawing
import Testing

@Suite struct BatchOrderTests {
    private func order(_ order: BatchOrder, epoch: Int) -> [Int32] {
        var indices = order.makeIndices()
        order.fill(&indices, epoch: epoch)
        return indices
    }

    @Test func isAPermutationOfItsOwnEachEpoch() throws {
        let batches = try BatchOrder(imageCount: 1000, batchSize: 64, seed: 3)
        var seen: Set<[Int32]> = []
        for epoch in 0..<20 {
            let indices = order(batches, epoch: epoch)
            #expect(indices.sorted() == Array(0..<1000))
            seen.insert(indices)
        }
        #expect(seen.count == 20)
    }

    @Test func dependsOnSeedAndEpochAlone() throws {
        let batches = try BatchOrder(imageCount: 100, batchSize: 8, seed: 3)
        var indices = batches.makeIndices()
        batches.fill(&indices, epoch: 7)
        batches.fill(&indices, epoch: 2)
        #expect(indices == order(batches, epoch: 2))
        #expect(indices != order(try BatchOrder(imageCount: 100, batchSize: 8, seed: 4), epoch: 2))
        // Neither the batch size nor the last batch's treatment changes the order.
        #expect(indices == order(try BatchOrder(imageCount: 100, batchSize: 5, seed: 3, dropLast: false), epoch: 2))
    }

    @Test func orderNeverChanges() throws {
        #expect(order(try BatchOrder(imageCount: 8, batchSize: 2, seed: 0), epoch: 0) == [3, 6, 4, 2, 5, 0, 7, 1])
    }

    @Test func fileOrderWithoutShuffling() throws {
        let batches = try BatchOrder(imageCount: 10, batchSize: 3, seed: 3, shuffle: false)
        #expect(order(batches, epoch: 5) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test(arguments: [(10, 3, 3, 4, 1), (9, 3, 3, 3, 3), (3, 3, 1, 1, 3), (12_396, 64, 193, 194, 44)])
    func steps(count: Int, size: Int, dropping: Int, keeping: Int, last: Int) throws {
        let drop = try BatchOrder(imageCount: count, batchSize: size, seed: 0)
        #expect(drop.stepsPerEpoch == dropping)
        #expect(drop.lastBatchSize == size)
        let keep = try BatchOrder(imageCount: count, batchSize: size, seed: 0, dropLast: false)
        #expect(keep.stepsPerEpoch == keeping)
        #expect(keep.lastBatchSize == last)
        #expect((0..<keeping).flatMap { keep.batch($0) } == Array(0..<count))
        #expect((0..<dropping).flatMap { drop.batch($0) } == Array(0..<dropping * size))
    }

    @Test func sizesOfBatches() throws {
        let keep = try BatchOrder(imageCount: 10, batchSize: 4, seed: 0, dropLast: false)
        #expect(keep.batchSizes(of: 0) == [])
        #expect(keep.batchSizes(of: 2) == [4])
        #expect(keep.batchSizes(of: 3) == [4, 2])
        #expect(keep.batchSizes(of: 1_000_000_000) == [4, 2])
        #expect(try BatchOrder(imageCount: 10, batchSize: 4, seed: 0).batchSizes(of: 30) == [4])
        #expect(try BatchOrder(imageCount: 3, batchSize: 4, seed: 0, dropLast: false).batchSizes(of: 1) == [3])
    }

    @Test func refusesAnEpochWithoutSteps() throws {
        let error = #expect(throws: DatasetError.noFullBatch(images: 10, batchSize: 64)) {
            try BatchOrder(imageCount: 10, batchSize: 64, seed: 0)
        }
        #expect(
            error?.description == "10 images do not fill a batch of 64; lower data.batch_size or set "
                + "data.drop_last to false")
        let batches = try BatchOrder(imageCount: 10, batchSize: 64, seed: 0, dropLast: false)
        #expect(batches.stepsPerEpoch == 1 && batches.lastBatchSize == 10)
    }
}

@Suite struct BatchGatherTests {
    /// Sizes around the widths of vectors, images of one pixel, more channels than usual.
    static let sizes = [(1, 1), (1, 7), (3, 5), (8, 8), (5, 13), (28, 28), (31, 33)]

    @Test(arguments: sizes, [1, 2, 3, 4])
    func equalsThePlainLoop(size: (Int, Int), channels: Int) {
        let (height, width) = size
        let (count, plane) = (11, height * width)
        let set = ImageDataset(
            pixels: (0..<count * plane).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 19) },
            labels: (0..<count).map { UInt8($0 % 4) }, height: height, width: width, channels: channels,
            classNames: ["a", "b", "c", "d"], origin: "made here")
        let indices: [Int32] = [3, 0, 10, 10, 7]
        for layout in PixelLayout.allCases {
            var expected: [Float] = []
            for index in indices {
                let image = set.pixels[Int(index) * plane..<(Int(index) + 1) * plane].map { Float($0) / 255 }
                switch layout {
                case .nchw: for _ in 0..<channels { expected += image }
                case .nhwc: for value in image { for _ in 0..<channels { expected.append(value) } }
                }
            }
            let gather = BatchGather(set, layout: layout)
            #expect(gather.valuesPerImage == plane * channels)
            // A value beyond the batch must not change.
            var batch = [Float](repeating: -7, count: expected.count + 1)
            indices.withUnsafeBufferPointer { indices in
                batch.withUnsafeMutableBufferPointer { gather.pixels(indices, into: $0) }
            }
            #expect(batch == expected + [-7])
            var labels = [Int32](repeating: -7, count: indices.count + 1)
            indices.withUnsafeBufferPointer { indices in
                labels.withUnsafeMutableBufferPointer { gather.labels(indices, into: $0) }
            }
            #expect(labels == [3, 0, 2, 2, 3, -7])
        }
    }

    /// Every byte, bit for bit, as a division gives it; a product with 1/255 would not.
    @Test(arguments: [255, 1, 65025, 3]) func dividesExactly(divisor: Float) {
        let set = ImageDataset(
            pixels: (0...255).map { UInt8($0) }, labels: [0], height: 16, width: 16, channels: 1, classNames: ["a"],
            origin: "made here")
        let index: [Int32] = [0]
        var batch = [Float](repeating: 0, count: 256)
        index.withUnsafeBufferPointer { index in
            batch.withUnsafeMutableBufferPointer {
                BatchGather(set, scaling: [PixelScaling(divisor: divisor)]).pixels(index, into: $0)
            }
        }
        for byte in 0...255 { #expect(batch[byte].bitPattern == (Float(byte) / divisor).bitPattern) }
    }

    @Test func emptyBatchIsNothing() throws {
        let set = try DrawnDigits(trainCount: 1, validCount: 1).draw(threads: 1).train
        var batch: [Float] = []
        batch.withUnsafeMutableBufferPointer {
            BatchGather(set).pixels(UnsafeBufferPointer(start: nil, count: 0), into: $0)
        }
        #expect(batch.isEmpty)
    }
}
