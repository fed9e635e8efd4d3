import Files
import Text

/// What is wrong with data, as data; `description` words it, one line each.
public enum DatasetError: Error, Equatable, Sendable {
    /// The files of a source are in none of the places that were looked at.
    case notFound(source: DatasetSource, missing: [String], places: [String], remedy: LocationRemedy)
    /// The system refused to open or read a file; `code` is errno.
    case unreadable(path: String, code: Int32, reason: String)
    /// A folder, a pipe or a device stands where a file should.
    case notAFile(path: String)
    /// zlib could not decompress a file; `code` is zlib's.
    case corruptGzip(path: String, code: Int32, reason: String)
    /// The first bytes are not those of an IDX file of bytes with so many dimensions.
    case notIDX(path: String, expected: [UInt8], found: [UInt8])
    /// The file ends early. Sizes count uncompressed bytes, header included.
    case cutOff(path: String, expected: Int, found: Int)
    /// The file goes on after what its header promises.
    case trailingBytes(path: String, expected: Int)
    /// The header promises more than this program takes on.
    case tooLarge(path: String, dimensions: [Int], limit: Int)
    /// The file holds no images, or none of the digits that are wanted.
    case noImages(path: String)
    /// Images of another size than the source's.
    case wrongImageSize(path: String, expected: [Int], found: [Int])
    /// Two files that belong together hold different numbers.
    case countsDisagree(images: String, imageCount: Int, labels: String, labelCount: Int)
    /// A label that is no class; `index` is the image's place, from 0.
    case labelOutOfRange(path: String, index: Int, label: Int, classes: Int)
    /// An epoch would have no step.
    case noFullBatch(images: Int, batchSize: Int)
    /// No image to hold out for validation, or more than leave each class one to train on.
    case cannotHoldOut(count: Int, images: Int)
    /// Every label is the same.
    case oneClass(path: String, label: Int)
    /// Files that are MNIST's where Fashion-MNIST's are wanted.
    case notFashion(path: String)
    /// A source without images to validate on, and none are held out.
    case nothingHeldOut(path: String)
    /// A number of images to draw that cannot be.
    case badCount(name: String, value: Int, limit: Int)
    /// The user ended it.
    case interrupted
    /// Cairo could not draw.
    case drawing(code: Int, message: String, attempted: String)

    /// What would help where files are missing.
    public enum LocationRemedy: Equatable, Sendable {
        /// The folder was named on the command line.
        case checkDirectory
        /// The folder was named in the environment.
        case checkEnvironment
        /// The place was named in the spec.
        case checkPath
        /// No folder was named.
        case nameDirectory
    }
}

extension DatasetError {
    /// A file that could not be read.
    init(_ error: FileError) {
        self =
            if let code = error.reason.code {
                .unreadable(path: error.path, code: code, reason: error.reason.words)
            } else {
                .notAFile(path: error.path)
            }
    }

    /// Reads a file and turns the error of module `Files` into one of this module.
    static func reading<Result: ~Copyable>(_ body: () throws(FileError) -> Result) throws(DatasetError) -> Result {
        do throws(FileError) {
            return try body()
        } catch {
            throw DatasetError(error)
        }
    }
}

extension DatasetError: CustomStringConvertible {
    /// File, what was expected, what was found, and what would do; one line.
    public var description: String { OneLine.text(words) }

    private var words: String {
        switch self {
        case .notFound(let source, let missing, let places, let remedy):
            "\(source.rawValue): no \(missing.joined(separator: ", ")) (plain or .gz) in "
                + "\(places.joined(separator: ", ")): \(wording(remedy, of: source))"
        case .unreadable(let path, _, let reason):
            "\(path): cannot be read: \(reason)"
        case .notAFile(let path):
            "\(path): not a regular file: name a file in IDX format, gzipped or not"
        case .corruptGzip(let path, let code, let reason):
            "\(path): not valid gzip data (\(reason), zlib code \(code)): fetch the file again"
        case .notIDX(let path, let expected, let found):
            "\(path): not the IDX file wanted here: it starts with \(hexadecimal(found)), not with "
                + "\(hexadecimal(expected)): check that images and labels are not swapped, or fetch the file again"
        case .cutOff(let path, let expected, let found):
            "\(path): cut off: \(found) bytes of the \(expected) its header promises: fetch the file again"
        case .trailingBytes(let path, let expected):
            "\(path): more bytes than the \(expected) its header promises: fetch the file again"
        case .tooLarge(let path, let dimensions, let limit):
            "\(path): its header promises \(dimensions.map(String.init).joined(separator: " x ")) bytes, "
                + "more than the limit of \(limit): check that it is the right file"
        case .noImages(let path):
            "\(path): holds no image of the wanted classes: name another file"
        case .wrongImageSize(let path, let expected, let found):
            "\(path): images of \(size(found)) pixels, not of \(size(expected)): name another file"
        case .countsDisagree(let images, let imageCount, let labels, let labelCount):
            "\(labels): \(labelCount) labels for the \(imageCount) images of \(images): the two belong to different sets"
        case .labelOutOfRange(let path, let index, let label, let classes):
            "\(path): label \(index) (from 0) is \(label), not below the \(classes) classes: fetch the file again"
        case .noFullBatch(let images, let batchSize):
            "a batch of \(batchSize) cannot be filled from \(images) images: lower data.batch_size or set "
                + "data.drop_last to false"
        case .cannotHoldOut(let count, let images):
            "holding out \(count) of \(images) training images leaves a class without one to train on, or none to validate "
                + "on: change data.valid_split"
        case .oneClass(let path, let label):
            "\(path): every label is \(label): there is nothing to tell apart"
        case .notFashion(let path):
            "\(path): these are MNIST's digits, not Fashion-MNIST's clothes: run onecycle data fetch fashion_mnist"
        case .nothingHeldOut(let path):
            "\(path): no images to validate on: set data.valid_split"
        case .badCount(let name, let value, let limit):
            "\(name): \(value) images cannot be drawn: give a number from 1 to \(limit)"
        case .interrupted: "interrupted while images were read or drawn"
        case .drawing(let code, let message, let attempted):
            "drawing digits: \(attempted) failed: \(message) (Cairo status \(code))"
        }
    }

    private func wording(_ remedy: LocationRemedy, of source: DatasetSource) -> String {
        switch remedy {
        case .checkPath: "set data.path to the folder that holds them, or to a file of images"
        case .checkDirectory: "give --data the folder that holds them"
        case .checkEnvironment:
            "set \(DataLocator.environmentName(of: source)) to the folder that holds them, or unset it"
        case .nameDirectory:
            "run onecycle data fetch \(source.rawValue), give --data DIR or set "
                + "\(DataLocator.environmentName(of: source)), or use data.source \(source.drawnCounterpart.rawValue), "
                + "which needs no files"
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "nothing" }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    private func size(_ dimensions: [Int]) -> String {
        dimensions.map(String.init).joined(separator: " x ")
    }
}

extension DatasetSource {
    /// The drawn source with the same classes and channels.
    var drawnCounterpart: DatasetSource { self == .mnistSample ? .digitsSample : .digits }
}
