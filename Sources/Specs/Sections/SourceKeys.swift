import JSON
import Datasets

/// `data.source`, and the keys that only one kind of source has.
enum SourceKeys {
    static let source = Selector(
        "source", "Where images come from.", default: DatasetSource.digits.rawValue,
        [
            drawn(.digits, defaultChannels: 1, classes: 0...9),
            drawn(.digitsSample, defaultChannels: 3, classes: [3, 7]),
            fixed(.mnist, defaultChannels: 1, .mnist(digits: Array(0...9))),
            fixed(.mnistSample, defaultChannels: 3, .mnist(digits: [3, 7])),
            fixed(.fashionMNIST, defaultChannels: 1, .fashionMNIST),
            Source(.idx, defaultChannels: 1, [idxPath]) { values, spec in
                .idx(path: WeightsFile.path(try values[idxPath], besideSpec: spec))
            },
            Source(.folder, defaultChannels: nil, [folderPath, resize]) { values, spec in
                .folder(
                    path: WeightsFile.path(try values[folderPath], besideSpec: spec),
                    resize: try values[resize].map { ImageSize(height: $0[0], width: $0[1]) })
            },
        ])

    struct SourceMaker: Sendable {
        /// nil: as the images have.
        let defaultChannels: Int?
        let images: @Sendable (SpecDecoder, _ spec: String) throws -> ImageSource
    }

    /// The sources whose images have this number of channels by default.
    static func names(defaultChannels count: Int) -> [String] {
        source.choices.filter { $0.make.defaultChannels == count }.map(\.name)
    }

    static func name(in values: SpecDecoder) throws -> DatasetSource {
        let choice = try source.choice(in: values)
        guard let name = DatasetSource(rawValue: choice.name) else {
            throw SchemaMismatch(path: values.place(of: source.name))
        }
        return name
    }

    // MARK: Images that need no path

    private static func fixed(_ source: DatasetSource, defaultChannels: Int, _ images: ImageSource) -> Source {
        Source(source, defaultChannels: defaultChannels) { _, _ in images }
    }

    private static func drawn(
        _ source: DatasetSource, defaultChannels: Int, classes digits: some Sequence<Int>
    ) -> Source {
        let classes = classes(Array(digits))
        return Source(source, defaultChannels: defaultChannels, [count, classes, noise, seed]) { values, _ in
            let count = try values[count]
            return .drawn(
                DrawnDigits(
                    digits: try values[classes].map { UInt8(clamping: $0) }.sorted(), trainCount: count,
                    validCount: DrawnDigits.validCount(with: count), noise: try values[noise],
                    seed: UInt64(try values[seed])))
        }
    }

    private static let count = Key(
        "count", .integer(1...DrawnDigits.maxCount), .default(.number(Double(DrawnDigits.defaultTrainCount))),
        "Number of training images; about a sixth as many are drawn for validation.")

    static func classes(_ digits: [Int]) -> Key<[Int]> {
        Key(
            "classes", .list(.integer(0...9), count: 2...10, isDistinct: true), .default(.numbers(digits)),
            "The digits that are drawn, ascending.")
    }

    private static let noise = Key(
        "noise", .number(0...1), .default(0),
        "Standard deviation of the noise added to every pixel, as a share of white.")

    private static let seed = Key(
        "seed", .integer(RootKeys.seedRange), .default(.number(Double(DrawnDigits.defaultSeed))),
        "Decides the images, independently of the seeds of the runs.")

    // MARK: The user's images

    static let pathName = "path"

    /// `data.path`
    static let place = RootKeys.data.place.path.appending(key: pathName)

    private static let idxPath = path(
        "A folder of IDX files named as MNIST's, or a file of images (images-idx3) next to its labels (labels-idx1); "
            + "gzip or plain.")

    private static let folderPath = path(
        "A folder with train/CLASS/*.png and valid/CLASS/*.png (or val, or else test), or with CLASS/*.png.")

    private static func path(_ documentation: String) -> Key<String> {
        Key(
            pathName, .text, .required, documentation + " Relative to the spec's folder.", aliases: ["dir", "root"],
            decidesTraining: false)
    }

    private static let resize = Key(
        "resize", .optional(.list(.integer(1...4096), count: 2...2)), .default(.null),
        "Height and width that every image is resized to; null: all have one size.")
}

private typealias Source = Choice<SourceKeys.SourceMaker>

extension Source {
    fileprivate init(
        _ source: DatasetSource, defaultChannels: Int?, _ entries: [any TableEntry] = [],
        images: @escaping @Sendable (SpecDecoder, _ spec: String) throws -> ImageSource
    ) {
        self.init(
            source.rawValue, source.summary + ".", entries,
            make: SourceKeys.SourceMaker(defaultChannels: defaultChannels, images: images))
    }
}

extension ImageSource {
    /// Reads a section that the tables have checked and completed.
    /// - Parameter spec: the spec's path; relative paths begin in its folder.
    init(_ values: SpecDecoder, besideSpec spec: String) throws {
        self = try SourceKeys.source.choice(in: values).make.images(values, spec)
    }
}
