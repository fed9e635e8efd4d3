import Datasets
import Testing

@Suite struct HeldOutTests {
    /// N images of one pixel row that tells their place.
    private func split(_ count: Int) -> DataSplit {
        let train = ImageDataset(
            pixels: (0..<count).flatMap { [UInt8($0 / 256), UInt8($0 % 256)] },
            labels: (0..<count).map { UInt8($0 % 3) },
            height: 1, width: 2, channels: 3, classNames: ["a", "b", "c"], origin: "a file")
        let test = ImageDataset(
            pixels: [1, 2], labels: [0], height: 1, width: 2, channels: 3, classNames: ["a", "b", "c"], origin: "other")
        return DataSplit(train: train, valid: test)
    }

    private func places(_ set: ImageDataset) -> [Int] {
        (0..<set.count).map { Int(set.pixels[2 * $0]) * 256 + Int(set.pixels[2 * $0 + 1]) }
    }

    @Test(arguments: [1, 2, 250, 999]) func everyImageIsInOneOfTheTwo(count: Int) throws {
        let held = try split(1000).holdingOut(count)
        let (train, valid) = (places(held.train), places(held.valid))
        #expect(valid.count == count && train.count == 1000 - count)
        #expect(train == train.sorted() && valid == valid.sorted())
        #expect((train + valid).sorted() == Array(0..<1000))
        #expect(held.train.labels == train.map { UInt8($0 % 3) })
        #expect(held.valid.labels == valid.map { UInt8($0 % 3) })
        #expect(held.valid.channels == 3 && held.valid.classes == 3 && held.valid.origin == "a file")
    }

    @Test func theSameImagesEveryTime() throws {
        let first = try split(1000).holdingOut(100)
        #expect(places(try split(1000).holdingOut(100).valid) == places(first.valid))
        #expect(try split(1000).holdingOut(100).valid.contentHash == first.valid.contentHash)
        // Fixed for good: a change would make old results incomparable.
        #expect(places(try split(20).holdingOut(5).valid) == [1, 3, 4, 9, 10])
    }

    @Test func aSmallerSetIsPartOfALargerOne() throws {
        let small = Set(places(try split(1000).holdingOut(100).valid))
        #expect(small.isSubset(of: places(try split(1000).holdingOut(300).valid)))
        // Spread over the file, not its head.
        #expect(small.contains { $0 >= 900 } && small.contains { $0 < 100 })
    }

    @Test(arguments: [20, 21]) func leavesImagesToTrainOn(count: Int) throws {
        let error = #expect(throws: DatasetError.self) { try split(20).holdingOut(count) }
        #expect(error == .cannotHoldOut(count: count, images: 20))
        #expect(
            error?.description == "holding out \(count) of 20 training images leaves none to train on: "
                + "lower data.valid_split.count")
    }
}
