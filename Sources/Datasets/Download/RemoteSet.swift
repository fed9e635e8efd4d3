/// The files of a source and their mirrors.
public struct RemoteSet: Sendable, Equatable {
    /// The files, in download order.
    public var files: [RemoteFile]
    /// Addresses that a file's name is appended to, in order of preference.
    public var mirrors: [String]

    /// Creates a set from its parts.
    public init(files: [RemoteFile], mirrors: [String]) {
        self.files = files
        self.mirrors = mirrors
    }

    /// The files of a source; nil if it is drawn or the user's own.
    public init?(of source: DatasetSource) {
        switch source {
        case .mnist, .mnistSample: self = .mnist
        case .fashionMNIST: self = .fashionMNIST
        case .digits, .digitsSample, .idx, .folder: return nil
        }
    }

    /// Checked by their content: mirrors compress these files differently.
    static let mnist = RemoteSet(
        files: files(
            of: [
                (9_912_422, .content("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db")),
                (28_881, .content("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
                (1_648_877, .content("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7")),
                (4_542, .content("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            ]),
        mirrors: [
            "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
        ])

    /// Checked in compressed form: all mirrors have the authors' files, whose checksums are published.
    static let fashionMNIST = RemoteSet(
        files: files(
            of: [
                (26_421_880, .file("3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84")),
                (29_515, .file("a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845")),
                (4_422_102, .file("346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073")),
                (5_148, .file("67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
            ]),
        mirrors: [
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
        ])

    /// 60,000 and 10,000 images of 28 x 28 after 16 bytes, their labels after 8.
    private static func files(of facts: [(typicalBytes: Int, checksum: RemoteFile.Checksum)]) -> [RemoteFile] {
        let contents = [60_000 * 784 + 16, 60_000 + 8, 10_000 * 784 + 16, 10_000 + 8]
        return zip(zip(DataLocator.stems, contents), facts).map { file, facts in
            RemoteFile(
                name: file.0 + ".gz", typicalBytes: facts.typicalBytes, contentBytes: file.1, checksum: facts.checksum)
        }
    }
}
