import Datasets
import Foundation
import Testing

@Suite struct AugmentationTests {
    /// Images of one class whose bytes are `byte(image, plane, row, column)`.
    private func makeSet(
        count: Int, planes: Int = 1, height: Int, width: Int, byte: (Int, Int, Int, Int) -> UInt8
    ) -> ImageDataset {
        var pixels: [UInt8] = []
        for image in 0..<count {
            for plane in 0..<planes {
                for row in 0..<height {
                    for column in 0..<width { pixels.append(byte(image, plane, row, column)) }
                }
            }
        }
        return ImageDataset(
            pixels: pixels, labels: [UInt8](repeating: 0, count: count), planes: planes, height: height, width: width,
            channels: planes, classNames: ["a"], origin: "made here")
    }

    /// No two bytes of a plane are the same, none is black, and planes differ.
    private func distinct(count: Int, planes: Int = 1) -> ImageDataset {
        makeSet(count: count, planes: planes, height: 9, width: 11) { image, plane, row, column in
            UInt8(1 + row * 11 + column + 100 * plane)
        }
    }

    private func augmented(
        _ augmentation: Augmentation, _ set: ImageDataset, _ indices: [Int32], seed: UInt64 = 3, epoch: Int = 0
    ) -> [[UInt8]] {
        let augmenter = BatchAugmenter(augmentation, of: set, batchSize: indices.count)
        let bytes = indices.withUnsafeBufferPointer { Array(augmenter.images($0, seed: seed, epoch: epoch)) }
        return stride(from: 0, to: bytes.count, by: set.imageSize).map { Array(bytes[$0..<$0 + set.imageSize]) }
    }

    private func all(of set: ImageDataset) -> [Int32] { (0..<Int32(set.count)).map { $0 } }

    @Test("nothing asked for: the images as they are")
    func identity() {
        let set = distinct(count: 3, planes: 2)
        #expect(
            augmented(Augmentation(), set, [2, 0, 2]).joined().elementsEqual(Array(set.pixels[..<(3 * set.imageSize)])))
    }

    @Test("a shift moves all planes alike, black comes in, and every shift is as likely")
    func shift() throws {
        let set = distinct(count: 5000, planes: 2)
        var counts: [[Int]: Int] = [:]
        for image in augmented(Augmentation(shift: 2), set, all(of: set)) {
            // The byte in the middle tells where it came from.
            let middle = Int(image[4 * 11 + 5]) - 1
            let (down, right) = (4 - middle / 11, 5 - middle % 11)
            counts[[down, right], default: 0] += 1
            var expected: [UInt8] = []
            for plane in 0..<2 {
                for row in 0..<9 {
                    for column in 0..<11 {
                        let (y, x) = (row - down, column - right)
                        let isInside = (0..<9).contains(y) && (0..<11).contains(x)
                        expected.append(isInside ? UInt8(1 + y * 11 + x + 100 * plane) : 0)
                    }
                }
            }
            try #require(image == expected)
        }
        #expect(counts.count == 25)
        // 200 of each expected, with a deviation of 14.
        #expect(counts.values.allSatisfy { abs($0 - 200) < 60 })
    }

    @Test("half of the images are mirrored")
    func flip() {
        let set = distinct(count: 2000)
        let images = augmented(Augmentation(flip: true), set, all(of: set))
        let plain = Array(set.pixels[..<set.imageSize])
        let mirrored = (0..<9).flatMap { row in plain[row * 11..<row * 11 + 11].reversed() }
        #expect(images.allSatisfy { $0 == plain || $0 == mirrored })
        // The deviation is 22.
        #expect(abs(images.count { $0 == mirrored } - 1000) < 100)
    }

    @Test("a black square about any pixel, cut off at the sides", arguments: [1, 4, 5])
    func cutout(side: Int) throws {
        let set = distinct(count: 4000)
        let plain = Array(set.pixels[..<set.imageSize])
        var corners: Set<[Int]> = []
        for image in augmented(Augmentation(cutout: side), set, all(of: set)) {
            let black = image.indices.filter { image[$0] == 0 }
            let (rows, columns) = (black.map { $0 / 11 }, black.map { $0 % 11 })
            let (top, bottom) = (try #require(rows.min()), try #require(rows.max()))
            let (left, right) = (try #require(columns.min()), try #require(columns.max()))
            #expect(black.count == (bottom - top + 1) * (right - left + 1))
            // As large as requested, except at the image's side.
            #expect(bottom - top + 1 == side || (bottom - top + 1 < side && (top == 0 || bottom == 8)))
            #expect(right - left + 1 == side || (right - left + 1 < side && (left == 0 || right == 10)))
            #expect(zip(image, plain).allSatisfy { $0 == 0 || $0 == $1 })
            corners.insert([top, bottom, left, right])
        }
        // Every pixel has been the middle of one.
        #expect(corners.count == 99)
    }

    /// A rotated plane still rises along one direction, which gives the angle.
    @Test("turned by any angle, as a loop in double precision turns", arguments: [(20.0, 31, 41), (180.0, 24, 24)])
    func rotate(largest: Double, height: Int, width: Int) throws {
        let slope = 2.5
        let set = makeSet(count: 300, height: height, width: width) { _, _, _, column in
            UInt8((128 + slope * (Double(column) - Double(width - 1) / 2)).rounded())
        }
        var angles: [Double] = []
        for image in augmented(Augmentation(rotate: largest), set, all(of: set)) {
            // Least squares over a disc that stays inside: value = 128 + slope (x cos - y sin).
            var (byX, byY, squares) = (0.0, 0.0, 0.0)
            let radius = Double(min(height, width)) / 2 - 2
            for place in image.indices {
                let x = Double(place % width) - Double(width - 1) / 2,
                    y = Double(place / width) - Double(height - 1) / 2
                guard x * x + y * y < radius * radius else { continue }
                byX += (Double(image[place]) - 128) * x
                byY += (Double(image[place]) - 128) * y
                squares += x * x
            }
            let angle = atan2(-byY / squares, byX / squares)
            angles.append(angle * 180 / .pi)
            // To a degree, as bytes are rounded. Edges give it to a hundredth; 6 is a thirtieth of a pixel on an edge.
            let turned = nearest(to: image, angles: angle - 0.03...angle + 0.03, of: set)
            #expect(zip(image, turned).allSatisfy { abs(Double($0) - $1) < 6 })
        }
        #expect(angles.allSatisfy { abs($0) < largest + 0.5 })
        // Uniform: mean 0, deviation largest / √3.
        let mean = angles.reduce(0, +) / 300
        let deviation = (angles.reduce(0) { $0 + $1 * $1 } / 300).squareRoot()
        #expect(abs(mean) < largest / 6 && abs(deviation - largest / 3.squareRoot()) < largest / 10)
    }

    /// The set's image turned by the angle, of a range, at which it is nearest to `image`.
    private func nearest(to image: [UInt8], angles: ClosedRange<Double>, of set: ImageDataset) -> [Double] {
        func distance(_ angle: Double) -> Double {
            zip(image, reference(set, angle: angle)).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
        }
        var (low, high) = (angles.lowerBound, angles.upperBound)
        while high - low > 1e-5 {
            let third = (high - low) / 3
            if distance(low + third) < distance(high - third) { high -= third } else { low += third }
        }
        return reference(set, angle: (low + high) / 2)
    }

    private func reference(_ set: ImageDataset, angle: Double) -> [Double] {
        let (height, width) = (set.height, set.width)
        func byte(_ row: Int, _ column: Int) -> Double {
            guard (0..<height).contains(row), (0..<width).contains(column) else { return 0 }
            return Double(set.pixels[row * width + column])
        }
        return (0..<height * width).map { place in
            let dx = Double(place % width) - Double(width - 1) / 2, dy = Double(place / width) - Double(height - 1) / 2
            let x = cos(angle) * dx - sin(angle) * dy + Double(width - 1) / 2
            let y = sin(angle) * dx + cos(angle) * dy + Double(height - 1) / 2
            let (row, column) = (Int(y.rounded(.down)), Int(x.rounded(.down)))
            let (down, right) = (y - y.rounded(.down), x - x.rounded(.down))
            let upper = byte(row, column) * (1 - right) + byte(row, column + 1) * right
            let lower = byte(row + 1, column) * (1 - right) + byte(row + 1, column + 1) * right
            return upper * (1 - down) + lower * down
        }
    }

    private let every = Augmentation(shift: 2, flip: true, rotate: 30, cutout: 3)

    @Test("seed, epoch and image decide, and neither batch nor place in it")
    func order() {
        let set = distinct(count: 40)
        let together = augmented(every, set, all(of: set))
        for index in all(of: set) {
            #expect(augmented(every, set, [index, 0, index])[2] == together[Int(index)])
        }
        let reversed = augmented(every, set, all(of: set).reversed())
        #expect(reversed.reversed().elementsEqual(together))
        let others = [
            augmented(every, set, all(of: set), seed: 4), augmented(every, set, all(of: set), epoch: 1),
            Array(together[1...] + [together[0]]),
        ]
        for other in others { #expect(zip(together, other).count { $0 == $1 } < 5) }
    }

    @Test("what one option draws does not depend on the others")
    func independent() {
        let set = distinct(count: 200)
        let shifted = augmented(Augmentation(shift: 2), set, all(of: set))
        let cut = augmented(Augmentation(shift: 2, cutout: 3), set, all(of: set))
        for (shifted, cut) in zip(shifted, cut) { #expect(zip(shifted, cut).allSatisfy { $1 == 0 || $1 == $0 }) }
        let flipped = augmented(Augmentation(flip: true), set, all(of: set))
        let plain = Array(set.pixels[..<set.imageSize])
        let turned = augmented(Augmentation(flip: true, rotate: 1e-3), set, all(of: set))
        for (flipped, turned) in zip(flipped, turned) {
            #expect((flipped == plain) == (turned[1] < turned[2]))
        }
    }
}
