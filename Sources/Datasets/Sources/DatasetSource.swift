/// Names of the places where images come from, as specs use them.
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
    /// Fashion-MNIST (Xiao et al., arXiv 1708.07747): ten kinds of clothes, as many and as large as MNIST's digits.
    case fashionMNIST = "fashion_mnist"
    /// IDX files of the user's.
    case idx
    /// A folder of PNG files of the user's.
    case folder

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
