package import Datasets

/// Sources of images as a table.
package enum SourceTable {
    /// A header, then one line per source.
    package static func lines(_ listings: [SourceListing]) -> [String] {
        var table = TextTable(
            ["source", "images", "classes", "training", "validation", "size", "location"], left: [0, 1, 6])
        for listing in listings {
            var numbers = ["-", "-", "-", "-"]
            if let facts = listing.facts {
                numbers = [
                    "\(facts.classes)", "\(facts.trainCount)", facts.validCount.map { "\($0)" } ?? "-",
                    "\(facts.size.height) x \(facts.size.width)",
                ]
            }
            table.add(
                [listing.source.rawValue, listing.source.summary] + numbers
                    + [listing.place.words(for: listing.source)])
        }
        return table.lines
    }
}
