import Datasets
import Testing

@Suite struct ValidationSplitTests {
    /// N images of one pixel row that tells their place.
    private func set(_ count: Int) -> ImageDataset {
        ImageDataset(
            pixels: (0..<count).flatMap { [UInt8($0 / 256), UInt8($0 % 256)] },
            labels: (0..<count).map { UInt8($0 % 3) },
            height: 1, width: 2, channels: 3, classNames: ["a", "b", "c"], origin: "a file")
    }

    /// A set with a given number of images, split.
    private func split(_ count: Int, holdingOut held: Int, seed: UInt64 = 0) throws -> DataSplit {
        try ValidationSplit(.count(held), seed: seed).split(set(count))
    }

    private func places(_ set: ImageDataset) -> [Int] {
        (0..<set.count).map { Int(set.pixels[2 * $0]) * 256 + Int(set.pixels[2 * $0 + 1]) }
    }

    @Test(arguments: [1, 2, 250, 997]) func everyImageIsInOneOfTheTwo(count: Int) throws {
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
            error?.description
                == "holding out \(count) of 20 training images leaves a class without training images, or "
                + "no validation images; change data.valid_split")
    }

    /// The given number of images of each class, in a row.
    private func classes(_ counts: [Int]) -> ImageDataset {
        let labels = counts.enumerated().flatMap { Array(repeating: UInt8($0), count: $1) }
        return ImageDataset(
            pixels: labels.indices.map { UInt8($0) }, labels: labels, height: 1, width: 1, channels: 1,
            classNames: counts.indices.map { "\($0)" }, origin: "a file")
    }

    @Test(arguments: [([20, 1], 10, [10, 0]), ([1, 20, 1], 19, [0, 19, 0]), ([2, 2, 0], 2, [1, 1, 0])])
    func everyClassKeepsOneToTrainOn(counts: [Int], held: Int, shares: [Int]) throws {
        let split = try ValidationSplit(.count(held)).split(classes(counts))
        #expect(split.valid.classCounts == shares)
        #expect(split.train.classCounts == zip(counts, shares).map { $0 - $1 })
    }

    @Test func moreThanTheClassesCanGiveIsRefused() throws {
        #expect(throws: DatasetError.cannotHoldOut(count: 20, images: 21)) {
            try ValidationSplit(.count(20)).split(classes([20, 1]))
        }
        #expect(throws: DatasetError.cannotHoldOut(count: 0, images: 21)) {
            try ValidationSplit(.fraction(0.01)).split(classes([20, 1]))
        }
    }

    @Test func aLimitTakesTheFirstOfEachClass() {
        let set = classes([70, 20, 10])
        #expect(set.limited(to: 10).pixels == [0, 1, 2, 3, 4, 5, 6, 70, 71, 90])
        #expect(set.limited(to: 10).classCounts == [7, 2, 1])
        // A class of which a tenth of an image would be taken gives one.
        #expect(classes([97, 2, 1]).limited(to: 10).classCounts == [8, 1, 1])
        #expect(classes([97, 2, 1]).limited(to: 3).classCounts == [1, 1, 1])
        #expect(classes([97, 2, 1]).limited(to: 2).classCounts == [2, 0, 0])
        for limit in [100, 1000] { #expect(set.limited(to: limit).contentHash == set.contentHash) }
    }

    @Test func everyClassGivesItsShare() throws {
        let labels =
            Array(repeating: UInt8(0), count: 70) + Array(repeating: 1, count: 20) + Array(repeating: 2, count: 10)
        let set = ImageDataset(
            pixels: (0..<100).map { UInt8($0) }, labels: labels, height: 1, width: 1, channels: 1,
            classNames: ["a", "b", "c", "none"], origin: "made here")
        func counts(_ amount: ValidationSplit.Amount) throws -> [Int] {
            try ValidationSplit(amount).split(set).valid.classCounts
        }
        // 4.9, 1.4 and 0.7: the two largest remainders are rounded up.
        #expect(try counts(.count(7)) == [5, 1, 1, 0])
        #expect(try counts(.count(50)) == [35, 10, 5, 0])
        // Equal remainders: the lower class first.
        #expect(try counts(.count(5)) == [4, 1, 0, 0])
        #expect(try counts(.fraction(0.2)) == [14, 4, 2, 0])
        #expect(try counts(.fraction(0.015)) == [2, 0, 0, 0])
        #expect(ValidationSplit(.fraction(0.25)).count(of: 10) == 3 && ValidationSplit(.count(4)).count(of: 10) == 4)
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
            try ValidationSplit(.fraction(0.001)).split(set(20))
        }
    }
}
