import Datasets
import Testing

@Suite struct HeldOutTests {
    /// N images of one pixel row that tells their place.
    private func set(_ count: Int) -> ImageDataset {
        ImageDataset(
            pixels: (0..<count).flatMap { [UInt8($0 / 256), UInt8($0 % 256)] },
            labels: (0..<count).map { UInt8($0 % 3) },
            height: 1, width: 2, channels: 3, classNames: ["a", "b", "c"], origin: "a file")
    }

    /// The set of so many images, split.
    private func split(_ count: Int, holdingOut held: Int, seed: UInt64 = 0) throws -> DataSplit {
        try HeldOut(.count(held), seed: seed).split(set(count))
    }

    private func places(_ set: ImageDataset) -> [Int] {
        (0..<set.count).map { Int(set.pixels[2 * $0]) * 256 + Int(set.pixels[2 * $0 + 1]) }
    }

    @Test(arguments: [1, 2, 250, 999]) func everyImageIsInOneOfTheTwo(count: Int) throws {
        let held = try split(1000, holdingOut: count)
        let (train, valid) = (places(held.train), places(held.valid))
        #expect(valid.count == count && train.count == 1000 - count)
        #expect(train == train.sorted() && valid == valid.sorted())
        #expect((train + valid).sorted() == Array(0..<1000))
        #expect(held.train.labels == train.map { UInt8($0 % 3) })
        #expect(held.valid.labels == valid.map { UInt8($0 % 3) })
        #expect(held.valid.channels == 3 && held.valid.classes == 3 && held.valid.origin == "a file")
    }

    @Test func theSameImagesEveryTime() throws {
        let first = try split(1000, holdingOut: 100)
        #expect(places(try split(1000, holdingOut: 100).valid) == places(first.valid))
        #expect(try split(1000, holdingOut: 100).valid.contentHash == first.valid.contentHash)
        // Fixed for good: a change would make old results incomparable.
        #expect(places(try split(20, holdingOut: 5).valid) == [4, 9, 10, 17, 18])
    }

    @Test func aSmallerSetIsPartOfALargerOne() throws {
        let small = Set(places(try split(1000, holdingOut: 100).valid))
        #expect(small.isSubset(of: places(try split(1000, holdingOut: 300).valid)))
        // Spread over the file, not its head.
        #expect(small.contains { $0 >= 900 } && small.contains { $0 < 100 })
    }

    @Test(arguments: [20, 21]) func leavesImagesToTrainOn(count: Int) throws {
        let error = #expect(throws: DatasetError.self) { try split(20, holdingOut: count) }
        #expect(error == .cannotHoldOut(count: count, images: 20))
        #expect(
            error?.description == "holding out \(count) of 20 training images leaves none to train on, or none to "
                + "validate on: change data.valid_split")
    }

    @Test func everyClassGivesItsShare() throws {
        let labels =
            Array(repeating: UInt8(0), count: 70) + Array(repeating: 1, count: 20) + Array(repeating: 2, count: 10)
        let set = ImageDataset(
            pixels: (0..<100).map { UInt8($0) }, labels: labels, height: 1, width: 1, channels: 1,
            classNames: ["a", "b", "c", "none"], origin: "made here")
        func counts(_ amount: HeldOut.Amount) throws -> [Int] { try HeldOut(amount).split(set).valid.classCounts }
        // 4.9, 1.4 and 0.7: the two largest remainders are rounded up.
        #expect(try counts(.count(7)) == [5, 1, 1, 0])
        #expect(try counts(.count(50)) == [35, 10, 5, 0])
        // Equal remainders: the lower class first.
        #expect(try counts(.count(5)) == [4, 1, 0, 0])
        #expect(try counts(.fraction(0.2)) == [14, 4, 2, 0])
        #expect(try counts(.fraction(0.015)) == [2, 0, 0, 0])
        #expect(HeldOut(.fraction(0.25)).count(of: 10) == 3 && HeldOut(.count(4)).count(of: 10) == 4)
    }

    @Test func anotherSeedIsAnotherSplit() throws {
        let (one, other) = (
            try split(1000, holdingOut: 100, seed: 1).valid, try split(1000, holdingOut: 100, seed: 2).valid
        )
        #expect(one.contentHash != other.contentHash && one.classCounts == other.classCounts)
        #expect(Set(places(one)).intersection(places(other)).count < 30)
    }

    @Test func aShareThatIsNoImageIsRefused() {
        #expect(throws: DatasetError.cannotHoldOut(count: 0, images: 20)) {
            try HeldOut(.fraction(0.001)).split(set(20))
        }
    }
}
