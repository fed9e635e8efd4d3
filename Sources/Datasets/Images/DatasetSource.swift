/// The names of data sources in specs.
public enum DatasetSource: String, Sendable, CaseIterable {
    /// The ten digits, drawn.
    case digits
    /// The 3s and 7s of the drawn digits, in three equal channels.
    case digitsSample = "digits_sample"
    /// MNIST: 60,000 training and 10,000 validation images.
    case mnist
    /// The 3s and 7s of MNIST in three equal channels, in file order. These are fastai's MNIST_SAMPLE: 12,396 training and
    /// 2,038 validation images.
    case mnistSample = "mnist_sample"
    /// Fashion-MNIST (Xiao et al., arXiv 1708.07747): ten kinds of clothes, in MNIST's counts and size.
    case fashionMNIST = "fashion_mnist"
    /// The user's IDX files.
    case idx
    /// The user's folder of PNG files.
    case folder

    /// The environment variable for the folder of MNIST's or Fashion-MNIST's files.
    public var environmentName: String { self == .fashionMNIST ? "FASHION_MNIST_DIR" : "MNIST_DIR" }

    /// One line for lists and reports.
    public var summary: String {
        switch self {
        case .digits: "drawn digits 0 to 9"
        case .digitsSample: "drawn digits 3 and 7, three equal channels"
        case .mnist: "MNIST, digits 0 to 9"
        case .mnistSample: "MNIST's 3s and 7s, three equal channels"
        case .fashionMNIST: "Fashion-MNIST, ten kinds of clothes"
        case .idx: "IDX files of your own"
        case .folder: "a folder of PNG files of your own"
        }
    }
}
