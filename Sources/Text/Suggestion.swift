/// The known word that a misspelt one probably stands for.
package enum Suggestion {
    /// The nearest of several words; nil if none is near.
    package static func nearest(to word: String, in words: [String]) -> String? {
        words.compactMap { known in distance(word, known).map { (known, $0) } }.min { $0.1 < $1.1 }?.0
    }

    /// Edit distance of two words; nil if it is too large for their length. Case, `-` and `_` do not count.
    package static func distance(_ word: String, _ known: String) -> Int? {
        guard word.utf8.count < 100 else { return nil }
        let a = letters(of: word)
        let b = letters(of: known)
        let limit = min(3, b.count / 3)
        guard !a.isEmpty, abs(a.count - b.count) <= limit else { return nil }
        let distance = editDistance(a, b)
        return distance <= limit ? distance : nil
    }

    private static func letters(of word: String) -> [Character] {
        word.lowercased().filter { $0 != "_" && $0 != "-" }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
