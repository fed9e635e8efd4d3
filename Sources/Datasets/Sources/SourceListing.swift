import Text

/// A source as lists show it: its facts, and where its files are or how to get them.
package struct SourceListing: Sendable {
    /// The source.
    package let source: DatasetSource
    /// Known without files; nil for the user's own data.
    package let facts: ImageFacts?
    /// Where its images are.
    package let place: Place

    /// Where the images of a source are.
    package enum Place: Sendable, Equatable {
        /// In no file: they are drawn on demand.
        case drawn
        /// In this folder.
        case folder(String)
        /// Not found; with a remedy and the folder that was searched.
        case missing(remedy: DatasetError.LocationRemedy, folder: String)
        /// At the path that a spec gives.
        case ofUser
    }

    /// Every source.
    /// - Parameter directory: the folder of `--data`; nil: see `DataLocator`.
    package static func all(directory: String?) -> [SourceListing] {
        DatasetSource.allCases.map { source in
            SourceListing(source: source, facts: facts(of: source), place: place(of: source, directory))
        }
    }

    private static func facts(of source: DatasetSource) -> ImageFacts? {
        let images: ImageSource
        switch source {
        case .digits: images = .drawn(DrawnDigits())
        case .digitsSample: images = .drawn(DrawnDigits(digits: [3, 7]))
        case .mnist: images = .mnist(digits: Array(0...9))
        case .mnistSample: images = .mnist(digits: [3, 7])
        case .fashionMNIST: images = .fashionMNIST
        case .idx, .folder: return nil
        }
        return try? images.facts(channels: nil)
    }

    private static func place(of source: DatasetSource, _ directory: String?) -> Place {
        switch source {
        case .digits, .digitsSample: return .drawn
        case .idx, .folder: return .ofUser
        case .mnist, .mnistSample, .fashionMNIST:
            let locator = DataLocator(directory: directory)
            guard let files = try? locator.locate(source) else {
                let place = locator.place(of: source)
                return .missing(remedy: place.remedy, folder: place.root)
            }
            return .folder(
                files.trainImages.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                    .joined(separator: "/"))
        }
    }
}

extension SourceListing.Place {
    /// Where the images of `source` are, or how to get them.
    package func words(for source: DatasetSource) -> String {
        switch self {
        case .drawn: "drawn on demand"
        case .folder(let path): OneLine.text(path)
        case .missing(.nameDirectory, _): "onecycle data fetch \(source.rawValue), or --data DIR"
        case .missing(.checkEnvironment, let folder):
            "not in \(source.environmentName)=\(OneLine.text(folder)); set it to their folder or unset it"
        case .missing(_, let folder):
            "not in \(OneLine.text(folder)); onecycle data fetch \(source.rawValue) --to \(OneLine.text(folder))"
        case .ofUser: "data.path of a spec"
        }
    }
}
