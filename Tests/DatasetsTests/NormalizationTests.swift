import Datasets
import DigitDrawing
import TestSupport
import Testing

@Suite struct NormalizationTests {
    /// Two images of 1 x 2 pixels in three planes: black and white, one grey, and 0, 51, 102, 255.
    private let set = ImageDataset(
        pixels: [0, 255, 51, 51, 0, 51, 255, 0, 51, 51, 102, 255], labels: [0, 1], planes: 3, height: 1, width: 2,
        channels: 3, classNames: ["a", "b"], origin: "made here")

    @Test func scalings() {
        #expect(Normalization.unit.scaling(for: set) == Array(repeating: PixelScaling(divisor: 255), count: 3))
        #expect(Normalization.none.scaling(for: set) == Array(repeating: PixelScaling(divisor: 1), count: 3))
        #expect(
            Normalization.doubleUnit.scaling(for: set)
                == Array(repeating: PixelScaling(divisor: 255, mean: 0, deviation: 255), count: 3))
        // 0.4 and the root of (0.16 + 0.04 + 0 + 0.36) / 4; a plane of one value keeps its deviation.
        #expect(
            Normalization.standard.scaling(for: set) == [
                PixelScaling(mean: 0.5, deviation: 0.5), PixelScaling(mean: 0.2, deviation: 1),
                PixelScaling(mean: 0.4, deviation: Float(0.14.squareRoot())),
            ])
    }

    @Test func validationIsScaledAsTraining() {
        let valid = ImageDataset(
            pixels: [9, 9, 9, 9, 9, 9], labels: [0], planes: 3, height: 1, width: 2, channels: 3,
            classNames: ["a", "b"], origin: "made here")
        let split = DataSplit(train: set, valid: valid, normalization: .standard)
        #expect(split.scaling == Normalization.standard.scaling(for: set))
        #expect(DataSplit(train: set, valid: valid).scaling == Normalization.unit.scaling(for: set))
    }

    /// The order of the images does not matter, to the bit.
    @Test func orderDoesNotMatter() throws {
        let digits = try DrawnDigits(trainCount: 300, validCount: 1).draw(threads: 1).train
        let reversed = digits.selecting(digits.labels.indices.reversed())
        #expect(Normalization.standard.scaling(for: digits) == Normalization.standard.scaling(for: reversed))
    }

    private func batch(_ set: ImageDataset, _ indices: [Int32], _ gather: BatchGather) -> [Float] {
        // A value beyond the batch must not change.
        var batch = [Float](repeating: -7, count: indices.count * gather.valuesPerImage + 1)
        indices.withUnsafeBufferPointer { indices in
            batch.withUnsafeMutableBufferPointer { gather.pixels(indices, into: $0) }
        }
        return batch
    }

    @Test func valuesOfEach() {
        func values(_ normalization: Normalization) -> [Float] {
            batch(set, [1], BatchGather(set, scaling: normalization.scaling(for: set)))
        }
        #expect(values(.none) == [255, 0, 51, 51, 102, 255, -7])
        #expect(values(.unit) == [1, 0, 0.2, 0.2, 0.4, 1, -7])
        let unit: [Float] = [1, 0, 0.2, 0.2, 0.4, 1]
        #expect(values(.doubleUnit) == unit.map { $0 / 255 } + [-7])
        let third = Float(1 - Float(0.4)) / Float(0.14.squareRoot())
        let standard: [Float] = [1, -1, 0, 0, 0, third, -7]
        #expect(values(.standard) == standard)
    }

    /// Three planes, and one in three channels, in both layouts.
    @Test(arguments: BatchGatherTests.sizes, Normalization.allCases)
    func equalsThePlainLoop(size: (Int, Int), normalization: Normalization) {
        let (height, width) = size
        let (count, area) = (11, height * width)
        let indices: [Int32] = [3, 0, 10, 10, 7]
        for (planes, channels) in [(3, 3), (1, 3), (1, 1), (4, 4)] {
            let set = ImageDataset(
                pixels: shades(count * planes * area), labels: (0..<count).map { UInt8($0 % 4) }, planes: planes,
                height: height, width: width, channels: channels, classNames: ["a", "b", "c", "d"],
                origin: "made here")
            let scaling = normalization.scaling(for: set)
            func value(_ index: Int32, _ channel: Int, _ pixel: Int) -> Float {
                let plane = planes == 1 ? 0 : channel
                let byte = Float(set.pixels[(Int(index) * planes + plane) * area + pixel])
                return (byte / scaling[plane].divisor - scaling[plane].mean) / scaling[plane].deviation
            }
            var (nchw, nhwc): ([Float], [Float]) = ([], [])
            for index in indices {
                for channel in 0..<channels { for pixel in 0..<area { nchw.append(value(index, channel, pixel)) } }
                for pixel in 0..<area { for channel in 0..<channels { nhwc.append(value(index, channel, pixel)) } }
            }
            #expect(batch(set, indices, BatchGather(set, layout: .nchw, scaling: scaling)) == nchw + [-7])
            #expect(batch(set, indices, BatchGather(set, layout: .nhwc, scaling: scaling)) == nhwc + [-7])
            if planes == 1 {
                let one = indices.flatMap { index in (0..<area).map { value(index, 0, $0) } }
                let gathered = batch(set, indices, BatchGather(set, channels: 1, scaling: scaling))
                #expect(Array(gathered.prefix(one.count)) == one)
            }
        }
    }

    private static let hasMNIST = DataLocator.environmentValue(for: .mnist) != nil

    /// The numbers that everybody normalizes MNIST with.
    @Test(.enabled(if: hasMNIST, "needs MNIST: set MNIST_DIR to the folder of its four files")) func realMNIST() throws
    {
        let train = try ImageSource.mnist(digits: Array(0...9)).load(channels: 1, threads: 2).train
        let scaling = try #require(Normalization.standard.scaling(for: train).first)
        #expect(abs(scaling.mean - 0.1307) < 0.00005 && abs(scaling.deviation - 0.3081) < 0.00005)
    }
}
