/// Where images come from, under the names that specs use. What is said here is known without loading anything.
public enum DatasetSource: String, Sendable, CaseIterable {
    /// The ten digits, drawn by this module.
    case digits
    /// The 3s and 7s of the drawn digits, in three equal channels.
    case digitsSample = "digits_sample"
    /// MNIST: 60,000 images to train on, 10,000 to validate.
    case mnist
    /// The 3s and 7s of MNIST, in three equal channels and in the order of the files: fastai's MNIST_SAMPLE, 12,396 and
    /// 2,038 images.
    case mnistSample = "mnist_sample"

    /// Digits that belong to the source, ascending: the class of an image is its digit's place in this list.
    public var digits: [UInt8] {
        switch self {
        case .digits, .mnist: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        case .digitsSample, .mnistSample: [3, 7]
        }
    }

    /// Names of the classes, by class index.
    public var classNames: [String] { digits.map { String($0) } }

    /// Number of classes.
    public var classes: Int { digits.count }

    /// Channels of a batch: 1, or 3 equal ones.
    public var channels: Int {
        switch self {
        case .digits, .mnist: 1
        case .digitsSample, .mnistSample: 3
        }
    }

    /// Rows of an image.
    public var height: Int { 28 }

    /// Columns of an image.
    public var width: Int { 28 }

    /// Images to train on, where the source is whole: what is known without loading anything.
    public var nominalTrainCount: Int {
        switch self {
        case .digits, .digitsSample, .mnistSample: 12_396
        case .mnist: 60_000
        }
    }

    /// Whether the images are drawn, so that no files are needed.
    public var isDrawn: Bool {
        switch self {
        case .digits, .digitsSample: true
        case .mnist, .mnistSample: false
        }
    }

    /// One line for lists and reports.
    public var summary: String {
        switch self {
        case .digits: "drawn digits 0 to 9"
        case .digitsSample: "drawn digits 3 and 7, three equal channels"
        case .mnist: "MNIST, digits 0 to 9"
        case .mnistSample: "MNIST's 3s and 7s, three equal channels"
        }
    }
}
