/// Counts with their nouns.
package enum Plural {
    /// "1 seed", "2 seeds": the count with the noun.
    package static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(self.noun(noun, count))" }

    /// "seed" or "seeds": the noun takes an "s" unless the count is 1.
    package static func noun(_ noun: String, _ count: Int) -> String { count == 1 ? noun : noun + "s" }
}
