import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Testing
import Training

@Suite("Tables of results")
struct ArmTableTests {
    @Test("columns in any order, arms as they come, lines ended either way")
    func reads() throws {
        let rows = ["3,b,0.25,0.5", "0,a,,0.75", "", "18446744073709551615,b,nan,nan", ""]
        let text = (["\u{FEFF}seed, arm ,loss,accuracy"] + rows).joined(separator: "\r\n")
        let arms = try ArmTable.arms(csv: text)
        #expect(arms.map(\.name) == ["b", "a"])
        #expect(arms[0].runs.map(\.seed) == [3, .max])
        #expect(arms[0].runs.map { $0[.finalAccuracy] } == [0.5, 0])
        #expect(arms[0].runs.map { $0[.finalLoss] } == [0.25, .infinity])
        #expect(arms[1].runs.map { $0[.finalAccuracy] } == [0.75])
        #expect(arms[1].runs.map { $0[.bestLoss] } == [.infinity])
        let other = try ArmTable.arms(csv: text.replacing("\r\n", with: "\n"))
        #expect(try ComparisonReport(other) == ComparisonReport(arms))
        #expect(try ArmTable.arms(csv: "arm,seed,accuracy").isEmpty)
    }

    @Test("fields may be quoted: names with commas, quotes and line breaks, as R and Python write them")
    func quoted() throws {
        let arms = try ArmTable.arms(
            csv:
                "\"arm\",\"seed\",\"accuracy\"\n\"lr=0.1, wd=0\",0,0.5\n a ,\"1\",0.25\n\"a\",2,\"0.75\"\n\"say \"\"so\"\"\nb\",3,1\n"
        )
        #expect(arms.map(\.name) == ["lr=0.1, wd=0", "a", "say \"so\"\nb"])
        #expect(arms.map { $0.runs.map(\.seed) } == [[0], [1, 2], [3]])
    }

    /// R's write.csv and pandas' to_csv write a column of row numbers without a name.
    @Test("headers in capitals, row numbers of R and pandas, and R's NA")
    func fromR() throws {
        let plain = try ArmTable.arms(csv: "arm,seed,accuracy\na,0,0.9\na,1,nan\nb,0,0.8\n")
        for csv in [
            "Arm,SEED,Accuracy\na,0,0.9\na,1,NA\nb,0,0.8\n",
            "\"\",\"arm\",\"seed\",\"accuracy\"\n\"1\",\"a\",0,0.9\n\"2\",\"a\",1,NA\n\"3\",\"b\",0,0.8\n",
            ",arm,seed,accuracy\n0,a,0,0.9\n1,a,1,nan\n2,b,0,0.8\n",
            "\"arm\",\"seed\",\"accuracy\"\n\"a\",0,0.9\na,1,NA\n\"b\",0,0.8\n",
        ] {
            let read = try ArmTable.arms(csv: csv)
            #expect(read.map(\.name) == ["a", "b"])
            #expect(try ComparisonReport(read) == ComparisonReport(plain))
        }
        #expect(throws: ArmTableError.column("ACCURACY")) { try ArmTable.arms(csv: "arm,seed,accuracy,ACCURACY\n") }
        #expect(throws: ArmTableError.fieldCount(line: 2, fields: 3, columns: 4)) {
            try ArmTable.arms(csv: ",arm,seed,accuracy\na,0,0.9\n")
        }
    }

    @Test("what is written is read")
    func roundTrip() throws {
        let arms = [drawnArm("a", count: 5, around: 9_800, seed: 1), drawnArm("b", count: 4, around: 9_700, seed: 2)]
        var table = try ExportTable(columns: ["arm", "seed", "accuracy", "loss"])
        for arm in arms {
            for run in arm.runs {
                try table.append([
                    .text(arm.name), .unsigned(run.seed), .number(run[.finalAccuracy]), .number(run[.finalLoss]),
                ])
            }
        }
        let read = try ComparisonReport(ArmTable.arms(csv: table.csv))
        #expect(try read == ComparisonReport(arms))
    }

    @Test(
        "what is wrong, and where",
        arguments: [
            ("", .noColumn("arm")), ("arm,seed", .noColumn("accuracy")),
            ("arm,seed,accuracy,colour", .column("colour")), ("arm,seed,accuracy,arm", .column("arm")),
            ("arm,seed,accuracy\na,1", .fieldCount(line: 2, fields: 2, columns: 3)),
            ("arm,seed,accuracy\na,1,1\n\na,b,c,d", .fieldCount(line: 4, fields: 4, columns: 3)),
            ("arm,seed,accuracy\n,1,1", .value(line: 2, column: "arm", text: "")),
            ("arm,seed,accuracy\na,1,1\n\"b,2,1\n", .quotes(line: 3)),
            ("arm,seed,accuracy\na,-1,1", .value(line: 2, column: "seed", text: "-1")),
            ("arm,seed,accuracy\na,1.5,1", .value(line: 2, column: "seed", text: "1.5")),
            ("arm,seed,accuracy\na,1,98.5", .value(line: 2, column: "accuracy", text: "98.5")),
            ("arm,seed,accuracy\na,1,", .value(line: 2, column: "accuracy", text: "")),
            ("arm,seed,accuracy\na,1,inf", .value(line: 2, column: "accuracy", text: "inf")),
            ("arm,seed,loss,accuracy\na,1,x,1", .value(line: 2, column: "loss", text: "x")),
        ] as [(String, ArmTableError)])
    func errors(csv: String, error: ArmTableError) {
        #expect(throws: error) { try ArmTable.arms(csv: csv) }
        #expect(!"\(error)".isEmpty)
    }

    @Test("two rows of one seed are refused by the comparison")
    func sameSeed() throws {
        let arms = try ArmTable.arms(csv: "arm,seed,accuracy\na,1,1\nb,1,1\na,1,0.5\n")
        #expect(throws: ComparisonError.sameSeed(arm: "a", seed: 1)) { try ComparisonReport(arms) }
    }
}
