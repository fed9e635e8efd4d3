import Datasets
import Synchronization
import TestSupport
import Testing

/// Conversion of pictures that are not all of one kind: grey, colour and sizes.
@Suite struct FolderConversionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func load(channels: Int? = nil, resize: ImageSize? = nil) throws -> ImageDataset {
        try ImageSource.folder(path: folder.path, resize: resize).load(channels: channels, threads: 2).train
    }

    @Test(arguments: [nil, 1, 3]) func greyIsOnePlane(channels: Int?) throws {
        let pixels = try folder.grey("a/1.png") + folder.grey("b/1.png", from: 9)
        let set = try load(channels: channels)
        #expect(set.planes == 1 && set.channels == channels ?? 1)
        #expect(set.pixels == pixels)
    }

    @Test(arguments: [nil, 3]) func colourIsThreePlanes(channels: Int?) throws {
        let pixels = try folder.colour("a/1.png") + folder.colour("b/1.png", from: 9)
        let set = try load(channels: channels)
        #expect(set.planes == 3 && set.channels == 3)
        #expect(set.pixels == pixels)
    }

    /// As Pillow converts to L.
    @Test func colourBecomesGreyByItsLuma() throws {
        try folder.colour("a/1.png", height: 2, width: 4)
        try folder.grey("b/1.png", height: 2, width: 4)
        let set = try load(channels: 1)
        #expect(set.planes == 1 && set.channels == 1)
        #expect(set.pixels == [78, 118, 81, 194, 157, 149, 112, 75] + shades(8))
    }

    /// Wherever the first picture in colour stands.
    @Test func greyAmongColourIsThreeTimesTheSame() throws {
        let grey = try folder.grey("a/1.png", from: 3)
        let colour = try folder.colour("b/1.png")
        let set = try load(channels: 3)
        #expect(set.planes == 3)
        #expect(set.pixels == grey + grey + grey + colour)
        #expect(
            throws: ImageFolderError.coloursDiffer(path: folder.path + "/b/1.png", first: folder.path + "/a/1.png")
        ) {
            try load()
        }

        let first = try folder.colour("a/0.png", from: 5)
        #expect(try load().pixels == first + grey + grey + grey + colour)
    }

    @Test func colourInValidationAloneMakesBothColour() throws {
        for name in ["a", "b"] {
            try folder.grey("train/\(name)/1.png")
            try folder.colour("valid/\(name)/1.png")
        }
        let reports = Mutex<[Int]>([])
        let sets = try ImageSource.folder(path: folder.path, resize: nil).load(channels: 3, threads: 1) { done, total in
            reports.withLock { $0.append(done) }
            #expect(total == 4)
        }
        #expect(sets.train.planes == 3 && sets.valid?.planes == 3)
        #expect(reports.withLock { $0 } == [1, 2, 1, 2, 3, 4])
    }

    struct Sizes: Sendable, CustomTestStringConvertible {
        var from: (height: Int, width: Int)
        var to: (height: Int, width: Int)
        /// The result of Pillow's `resize` with `BILINEAR`.
        var pixels: [UInt8]
        /// Versions of Pillow differ in whether rows or columns come first, and so in a rounding.
        var tolerance = 0
        var testDescription: String { "\(from) to \(to)" }
    }

    static let sizes = [
        Sizes(
            from: (7, 5), to: (3, 4), pixels: [117, 116, 137, 112, 138, 127, 133, 123, 127, 133, 100, 140],
            tolerance: 1),
        Sizes(
            from: (7, 5), to: (9, 8),
            pixels: [
                19, 51, 97, 142, 188, 233, 135, 55, 92, 124, 159, 97, 90, 135, 133, 128, 176, 159, 132, 88, 89, 134,
                116,
                99, 204, 149, 83, 128, 156, 166, 96, 41, 90, 122, 168, 213, 179, 64, 94, 126, 175, 120, 54, 99, 127,
                136,
                179, 211, 117, 100, 82, 127, 128, 84, 121, 153, 88, 120, 161, 153, 119, 57, 92, 124, 161, 193, 223, 108,
                74, 119, 165, 197,
            ]),
        Sizes(
            from: (5, 7), to: (9, 3),
            pixels: [
                82, 163, 138, 82, 163, 138, 81, 162, 137, 81, 162, 137, 80, 161, 136, 79, 160, 135, 79, 160, 135, 78,
                159,
                134, 78, 159, 134,
            ]),
        Sizes(from: (6, 6), to: (6, 2), pixels: [110, 133, 100, 155, 122, 145, 112, 103, 134, 93, 156, 115]),
        Sizes(from: (2, 3), to: (5, 3), pixels: [19, 92, 165, 41, 88, 161, 129, 74, 147, 216, 59, 132, 238, 55, 128]),
        Sizes(from: (1, 1), to: (2, 3), pixels: [19, 19, 19, 19, 19, 19]),
    ]

    @Test(arguments: sizes) func resizesAsPillow(sizes: Sizes) throws {
        try folder.grey("a/1.png", height: sizes.from.height, width: sizes.from.width)
        let size = ImageSize(height: sizes.to.height, width: sizes.to.width)
        // Of the right size already.
        let kept = try folder.grey("b/1.png", height: size.height, width: size.width)
        let set = try load(resize: size)
        #expect(set.height == size.height && set.width == size.width)
        let expected = sizes.pixels + kept
        #expect(set.pixels.count == expected.count)
        #expect(zip(set.pixels, expected).allSatisfy { abs(Int($0) - Int($1)) <= sizes.tolerance }, "\(set.pixels)")
    }

    @Test func resizesEachPlane() throws {
        try folder.colour("a/1.png", height: 2, width: 4)
        try folder.colour("b/1.png", height: 3, width: 3)
        let set = try load(resize: ImageSize(height: 3, width: 3))
        #expect(
            set.pixels.prefix(27) == [
                85, 220, 175, 101, 146, 101, 116, 72, 27, 81, 37, 171, 135, 91, 136, 189, 145, 100, 154, 110, 65, 119,
                164, 119, 83, 218, 173,
            ])
        // Grey first, resized then.
        #expect(
            try load(channels: 1, resize: ImageSize(height: 3, width: 3)).pixels.prefix(9) == [
                90, 100, 160, 123, 116, 123, 155, 131, 86,
            ])
    }

    @Test func sizesThatDifferNeedResize() throws {
        try folder.grey("a/1.png", height: 2, width: 3)
        try folder.grey("b/1.png", height: 3, width: 2)
        let error = #expect(throws: ImageFolderError.self) { try load() }
        #expect(
            error?.description == "\(folder.path)/b/1.png: 3 x 2 pixels (height x width), but \(folder.path)/a/1.png "
                + "has 2 x 3; set data.resize to resize all images")
        #expect(try load(resize: ImageSize(height: 2, width: 2)).count == 2)
    }
}
