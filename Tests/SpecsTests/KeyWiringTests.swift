import JSON
import Specs
import TestSupport
import Testing

/// Every key of every type, as the published schema lists them: a type that is added is tested without a line here.
@Suite("Each key of a type changes what is made of it")
struct KeyWiringTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var section: String
        var branch: PublishedSchema.Branch
        var testDescription: String {
            let words = branch.words.compactMap { branch.word($0.key) }
            return "\(section) \(words.joined(separator: " "))"
        }
    }

    /// Without the sources of the user's files, which need files: `DataSpecTests`; and without the list of layers.
    static let cases = MadeObject.sections.flatMap { section in
        PublishedSchema.branches(of: section).filter { !$0.required.contains("path") && $0.required != ["layers"] }
            .map { Case(section: section, branch: $0) }
    }

    @Test("another value makes another object", arguments: cases)
    func keys(of each: Case) throws {
        let base = MadeObject.base(each.branch, in: each.section)
        let made = try #require(MadeObject.made(base, in: each.section))
        let resolved = MadeObject.resolved(base, in: each.section)
        for property in each.branch.properties where property.value["const"] == nil {
            // Schedules of momentum and weight decay are sections of their own, above.
            if each.section == "schedule", ["momentum", "weight_decay"].contains(property.key) { continue }
            let written = JSONValue?.some(base).members.filter { $0.key != property.key }
            let values = SchemaValues.several(property.value, like: resolved?[property.key])
            let difference = values.first { value in
                let other = MadeObject.made(.object(written + [.init(property.key, value)]), in: each.section)
                return other != nil && other != made
            }
            #expect(difference != nil, "\(property.key): none of \(values.count) values makes a difference")
        }
    }
}
