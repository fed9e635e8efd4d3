import Files
import Text

/// An error in data or their files. `description` is one line: the file, the problem and the remedy.
public enum DatasetError: Error, Equatable, Sendable {
    /// The files of a source were not found in `places`.
    case notFound(source: DatasetSource, missing: [String], places: [String], remedy: LocationRemedy)
    /// The system refused to open or read a file; `code` is errno.
    case unreadable(path: String, code: Int32, reason: String)
    /// The path names a folder, a pipe or a device.
    case notAFile(path: String)
    /// zlib could not decompress the file; `code` is zlib's.
    case corruptGzip(path: String, code: Int32, reason: String)
    /// The first bytes are not those of an IDX file of bytes with the expected number of dimensions.
    case notIDX(path: String, expected: [UInt8], found: [UInt8])
    /// The file ends early. Sizes are in uncompressed bytes and include the header.
    case cutOff(path: String, expected: Int, found: Int)
    /// The file is longer than its header says.
    case trailingBytes(path: String, expected: Int)
    /// The header declares too much data.
    case tooLarge(path: String, dimensions: [Int], limit: Int)
    /// The file has no images of the selected classes.
    case noImages(path: String)
    /// The images do not have the source's size.
    case wrongImageSize(path: String, expected: [Int], found: [Int])
    /// A file of images and its labels differ in their number.
    case countsDisagree(images: String, imageCount: Int, labels: String, labelCount: Int)
    /// A label that is not a class index; `index` is the image's position, from 0.
    case labelOutOfRange(path: String, index: Int, label: Int, classes: Int)
    /// An epoch would have no steps.
    case noFullBatch(images: Int, batchSize: Int)
    /// No image to hold out for validation, or more than leave each class one to train on.
    case cannotHoldOut(count: Int, images: Int)
    /// All labels are equal.
    case oneClass(path: String, label: Int)
    /// The files are MNIST's, not Fashion-MNIST's.
    case notFashion(path: String)
    /// The source has no validation images, and no images are held out.
    case nothingHeldOut(path: String)
    /// A test part is wanted of a source with training images alone.
    case nothingToTest(path: String)
    /// A number of drawn images outside 1...`limit`.
    case badCount(name: String, value: Int, limit: Int)
    /// The user interrupted the call.
    case interrupted
    /// Digits are to be drawn, and no `DigitDrawer` was given.
    case noDrawer

    /// A remedy for missing files.
    public enum LocationRemedy: Equatable, Sendable {
        /// The folder came from the command line.
        case checkDirectory
        /// The folder came from the environment.
        case checkEnvironment
        /// The path came from the spec.
        case checkPath
        /// No folder was given.
        case nameDirectory
    }
}

extension DatasetError {
    /// Converts the error of a file that could not be read.
    init(_ error: FileError) {
        self =
            if let code = error.reason.code {
                .unreadable(path: error.path, code: code, reason: error.reason.words)
            } else {
                .notAFile(path: error.path)
            }
    }

    /// Calls `body` and converts its error to one of this type.
    static func reading<Result: ~Copyable>(_ body: () throws(FileError) -> Result) throws(DatasetError) -> Result {
        do throws(FileError) {
            return try body()
        } catch {
            throw DatasetError(error)
        }
    }
}

extension DatasetError: CustomStringConvertible {
    /// The file, the problem and the remedy, on one line.
    public var description: String { OneLine.text(words) }

    private var words: String {
        switch self {
        case .notFound(let source, let missing, let places, let remedy):
            "\(source.rawValue): no \(missing.joined(separator: ", ")) (plain or .gz) in "
                + "\(places.joined(separator: ", ")); \(wording(remedy, of: source))"
        case .unreadable(let path, _, let reason):
            "\(path): cannot be read: \(reason)"
        case .notAFile(let path):
            "\(path): not a regular file; choose an IDX file, plain or gzipped"
        case .corruptGzip(let path, let code, let reason):
            "\(path): not valid gzip data (\(reason), zlib code \(code)); fetch the file again"
        case .notIDX(let path, let expected, let found):
            "\(path): not the expected IDX file; it starts with \(hexadecimal(found)), not with "
                + "\(hexadecimal(expected)); check that images and labels are not swapped, or fetch the file again"
        case .cutOff(let path, let expected, let found):
            "\(path): cut off after \(found) of \(expected) bytes; fetch the file again"
        case .trailingBytes(let path, let expected):
            "\(path): longer than the \(expected) bytes of its header; fetch the file again"
        case .tooLarge(let path, let dimensions, let limit):
            "\(path): its header declares \(dimensions.map(String.init).joined(separator: " x ")) bytes, "
                + "above the maximum of \(limit); check that it is the right file"
        case .noImages(let path):
            "\(path): no images of the selected classes; choose another file"
        case .wrongImageSize(let path, let expected, let found):
            "\(path): images of \(size(found)) pixels, not of \(size(expected)); choose another file"
        case .countsDisagree(let images, let imageCount, let labels, let labelCount):
            "\(labels): \(labelCount) labels, but \(images) has \(imageCount) images; use files of one set"
        case .labelOutOfRange(let path, let index, let label, let classes):
            "\(path): label \(index) (from 0) is \(label), but there are \(classes) classes; fetch the file again"
        case .noFullBatch(let images, let batchSize):
            "\(images) images do not fill a batch of \(batchSize); lower data.batch_size or set "
                + "data.drop_last to false"
        case .cannotHoldOut(let count, let images):
            "holding out \(count) of \(images) training images leaves a class without training images, or no validation "
                + "images; change data.valid_split"
        case .oneClass(let path, let label):
            "\(path): all labels are \(label); at least two classes are needed"
        case .notFashion(let path):
            "\(path): a file of MNIST, not of Fashion-MNIST; run onecycle data fetch fashion_mnist"
        case .nothingToTest(let path):
            "\(Printable.text(path)): no images to test on: remove \"test\" from data.valid_split, or add the files"
        case .nothingHeldOut(let path):
            "\(path): no validation images; set data.valid_split"
        case .badCount(let name, let value, let limit):
            "\(name): \(value) is not between 1 and \(limit)"
        case .interrupted: "interrupted while images were read or drawn"
        case .noDrawer: "no drawer of digits; import DigitDrawing and pass CairoDigitDrawer() as drawer"
        }
    }

    private func wording(_ remedy: LocationRemedy, of source: DatasetSource) -> String {
        switch remedy {
        case .checkPath: "set data.path to their folder, or to a file of images"
        case .checkDirectory: "set --data to their folder"
        case .checkEnvironment:
            "set \(source.environmentName) to their folder, or unset it"
        case .nameDirectory:
            "run onecycle data fetch \(source.rawValue), give --data DIR or set "
                + "\(source.environmentName), or set data.source to "
                + "\(source.drawnCounterpart.rawValue), which needs no files"
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
