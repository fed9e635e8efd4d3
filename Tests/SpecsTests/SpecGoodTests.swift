import CairoCanvas
import FigureFiles
import TestSupport

import Datasets
import Networks
import Specs
import Plotting
import Schedules
import Statistics
import Testing
import Optimizers
import RangeTest

@Suite("Good specs")
struct SpecGoodTests {
    @Test("the smallest spec gets every default of the design")
    func defaults() throws {
        let spec = try goodSpec(withSchedule(), path: "experiments/one-cycle.json").spec
        #expect(spec.name == "one-cycle")
        #expect(spec.description.isEmpty)
        #expect(spec.data.source == .digits)
        #expect(spec.data.batchSize == 64)
        #expect(spec.data.validBatchSize == 256)
        #expect(spec.data.shuffle)
        #expect(spec.data.dropLast)
        #expect(spec.data.trainLimit == nil)
        #expect(spec.data.validSplit == nil)
        #expect(spec.model.network == .simpleCNN(channels: [1, 16, 16, 10]))
        #expect(spec.model.weights == .drawn(.kaimingNormal))
        #expect(spec.optimizer as? Adam == .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01))
        #expect(
            try spec.makeSchedule() as? OneCycle
                == OneCycle(
                    lrMax: 0.05, flavor: .documented, divFactor: 25, pctStart: 0.3,
                    momentum: .cycle(high: 0.95, low: 0.85)))
        #expect(spec.duration == .epochs(2))
        #expect(spec.seeds == [0])
        #expect(spec.lrFinder.test.startLR == 1e-7)
        #expect(spec.lrFinder.test.endLR == 10)
        #expect(spec.lrFinder.test.steps == 200)
        #expect(spec.lrFinder.test.spacing == .exponential && spec.lrFinder.test.loss == .training)
        #expect(spec.lrFinder.test.stopsOnDivergence)
        #expect(spec.lrFinder.seeds == [0, 1, 2, 3, 4])
        #expect(spec.smoothing == .centred(share: nil))
        #expect(spec.figures == [.lrFinder, .schedule, .loss])
        #expect(spec.formats == [.png])
        #expect(spec.look == FigureLook(ground: .light, medium: .screen, dpi: 144))
    }

    @Test("figures have every format and look; paper asks for more pixels an inch")
    func looks() throws {
        let keys = #""formats": ["svg", "pdf", "png"], "theme": "dark", "medium": "paper_single", "#
        let figures = #""figures": ["mistakes", "gallery", "accuracy"]"#
        let spec = try goodSpec(withSchedule(keys + figures)).spec
        #expect(spec.formats == [.svg, .pdf, .png])
        #expect(spec.look == FigureLook(ground: .dark, medium: .paperSingle, dpi: 300))
        #expect(spec.figures == [.mistakes, .gallery, .accuracy])
        #expect(try goodSpec(withSchedule(keys + #""dpi": 96"#)).spec.look.dpi == 96)
    }

    @Test("adam has no weight decay by default, and its decay is another than AdamW's")
    func adam() throws {
        let spec = try goodSpec(withSchedule(#""optimizer": {"type": "adam"}"#)).spec
        #expect(spec.optimizer as? Adam == .adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0))
        #expect(spec.optimizer.momentumName == "β₁")
        let given = #""optimizer": {"type": "adam", "betas": [0.8, 0.9], "eps": 0.1, "weight_decay": 0.2}"#
        #expect(
            try goodSpec(withSchedule(given)).spec.optimizer as? Adam
                == .adam(beta1: 0.8, beta2: 0.9, epsilon: 0.1, weightDecay: 0.2))
    }

    @Test("every key is read")
    func everyKey() throws {
        let spec = try goodSpec(fullSpec).spec
        #expect(spec.name == "full.spec-1_2")
        #expect(spec.description == "every key, ä and 😀")
        #expect(spec.data.source == .mnistSample)
        #expect(spec.data.batchSize == 32)
        #expect(spec.data.validBatchSize == 128)
        #expect(!spec.data.shuffle)
        #expect(!spec.data.dropLast)
        #expect(spec.data.trainLimit == 1000)
        #expect(spec.data.validSplit == ValidationSplit(.count(2000)))
        #expect(spec.data.augment == Augmentation(shift: 4, flip: true, rotate: 12.5, cutout: 8))
        #expect(
            spec.model.network
                == .simpleCNN(
                    channels: [3, 8, 32, 16, 2], kernelSizes: [5, 3, 4, 1], strides: [1, 2, 2, 1], batchNorm: true))
        #expect(spec.optimizer as? SGD == .sgd(momentum: 0.8, nesterov: true, weightDecay: 5e-4))
        #expect(
            try spec.makeSchedule() as? OneCycle
                == OneCycle(
                    lrMax: 0.1, flavor: .threePhase(finalDiv: 1000), divFactor: 12.5, pctStart: 0.4,
                    momentum: .untouched))
        #expect(spec.duration == .steps(500))
        #expect(spec.seeds == [4, 2, 9_007_199_254_740_991])
        #expect(
            spec.lrFinder.test
                == LRFinder(
                    startLR: 1e-6, endLR: 1, steps: 50, spacing: .linear, loss: .validation, stopsOnDivergence: false))
        #expect(spec.lrFinder.seeds == [0, 1])
        #expect(spec.smoothing == .window(fraction: 0.125))
        #expect(spec.figures == [.loss, .schedule])
    }

    @Test("the resolved document writes every key, in order")
    func document() throws {
        let document = try goodSpec(
            #"{"schedule": {"lr": 5e-05, "type": "constant"}, "seeds": 3, "data": {"source": "digits_sample"}}"#,
            path: "x/constant-low.json"
        ).document
        #expect(
            document == """
                {
                  "name": "constant-low",
                  "description": "",
                  "data": {
                    "source": "digits_sample",
                    "count": 12396,
                    "classes": [3, 7],
                    "noise": 0,
                    "seed": 37,
                    "channels": 3,
                    "normalize": "unit",
                    "batch_size": 64,
                    "valid_batch_size": 256,
                    "shuffle": true,
                    "drop_last": true,
                    "train_limit": null,
                    "valid_split": null,
                    "augment": null
                  },
                  "model": {
                    "architecture": "simple_cnn",
                    "channels": [3, 16, 16, 2],
                    "kernel_sizes": [3, 3, 3],
                    "strides": [2, 2, 2],
                    "batch_norm": false,
                    "init": "kaiming_normal"
                  },
                  "precision": "fp32",
                  "optimizer": {
                    "type": "adamw",
                    "betas": [0.9, 0.99],
                    "eps": 1e-8,
                    "weight_decay": 0.01
                  },
                  "schedule": {
                    "type": "constant",
                    "lr": 5e-5,
                    "momentum": null,
                    "weight_decay": null
                  },
                  "epochs": 2,
                  "seeds": [0, 1, 2],
                  "lr_finder": {
                    "method": "recommended",
                    "start_lr": 1e-7,
                    "end_lr": 10,
                    "num_it": 200,
                    "spacing": "exponential",
                    "momentum": null,
                    "loss": "training",
                    "stop_div": true,
                    "seeds": [0, 1, 2, 3, 4]
                  },
                  "checkpoint": {
                    "seconds": 30
                  },
                  "keep_best": null,
                  "smoothing": {
                    "centred": "auto"
                  },
                  "figures": ["lr_finder", "schedule", "loss"],
                  "formats": ["png"],
                  "theme": "light",
                  "medium": "screen",
                  "dpi": 144
                }

                """)
    }

    static let variety = [
        withSchedule(), fullSpec, withSchedule(#""seeds": 7"#), withSchedule(#""seeds": [5, 3], "epochs": 1.0"#),
        oneCycle(#""flavor": "torch", "anneal": "linear", "final_div": 1"#),
        oneCycle(#""flavor": "three_phase", "moms": [0.5, 0.5], "pct_start": 0"#),
        withSchedule(#""smoothing": {"window": 1}, "figures": []"#),
        #"{"schedule": {"type": "constant", "lr": 0.30000000000000004}, "optimizer": {"type": "sgd"}}"#,
        #"{"schedule": {"type": "constant", "lr": 1e-30}, "name": "0"}"#,
        #"{"schedule": {"type": "constant", "lr": 1000000}, "optimizer": {"eps": 1.7976931348623157e308}}"#,
        withSchedule(#""optimizer": {"type": "sgd", "momentum": -0.0}"#),
        withSchedule(#""description": "quote \" slash \\ line \n tab \t bell \u0007 ü 漢 😀""#),
    ]

    @Test(
        "smoothing by its key",
        arguments: [
            ("{}", Smoothing.default), (#"{"centred": "auto"}"#, .default),
            (#"{"centred": 0.02}"#, .centred(share: 0.02)), (#"{"centred": 1}"#, .centred(share: 1)),
            (#"{"beta": 0.9}"#, .exponential(beta: 0.9)), (#"{"window": 0.05}"#, .window(fraction: 0.05)),
        ])
    func smoothing(text: String, smoothing: Smoothing) throws {
        let spec = try goodSpec(withSchedule("\"smoothing\": \(text)"))
        #expect(spec.spec.smoothing == smoothing)
        #expect(try goodSpec(spec.document).spec.smoothing == smoothing)
        #expect(try spec.trainingHash == goodSpec(withSchedule()).trainingHash)
    }

    @Test("a resolved document reads as the same spec and resolves to the same bytes", arguments: variety)
    func roundTrip(text: String) throws {
        let first = try goodSpec(text, path: "dir/some-name.json")
        let second = try goodSpec(first.document, path: "output/x/spec.json")
        #expect(second == first)
    }

    @Test("a byte order mark, CR LF and the extremes of ranges are taken")
    func tolerated() throws {
        #expect(problemLines("\u{FEFF}" + withSchedule()).isEmpty)
        #expect(problemLines(fullSpec.replacing("\n", with: "\r\n")).isEmpty)
        #expect(problemLines(oneCycle(#""pct_start": 0"#)).isEmpty)
        #expect(problemLines(oneCycle(#""pct_start": 1"#)).isEmpty)
        #expect(problemLines(oneCycle(#""div_factor": 1"#)).isEmpty)
        #expect(problemLines(withSchedule(#""epochs": 100000"#)).isEmpty)
        #expect(problemLines(withSchedule(#""steps": 1e7"#)).isEmpty)
        #expect(problemLines(withSchedule(#""seeds": 10000"#)).isEmpty)
        #expect(problemLines(withSchedule(#""name": "\#(String(repeating: "a", count: 100))""#)).isEmpty)
        #expect(problemLines(withSchedule(#""model": {"channels": [1, 4096, 10]}"#)).isEmpty)
        let nesterov = #""optimizer": {"type": "sgd", "momentum": 0, "nesterov": true}"#
        #expect(problemLines(withSchedule(nesterov)).isEmpty)
    }

    @Test(
        "a default name comes from the file", arguments: [("b.json", "b"), ("/x/y.z.JSON", "y.z"), ("plain", "plain")])
    func name(path: String, name: String) throws {
        #expect(try goodSpec(withSchedule(), path: path).spec.name == name)
    }

    @Test("only what decides a training is in the training key")
    func trainingKey() throws {
        let base = try goodSpec(withSchedule(), path: "a.json").trainingKey
        #expect(
            base == #"{"data":{"source":"digits","count":12396,"classes":[0,1,2,3,4,5,6,7,8,9],"noise":0,"seed":37,"#
                + #""channels":1,"normalize":"unit","batch_size":64,"valid_batch_size":256,"shuffle":true,"#
                + #""drop_last":true,"train_limit":null,"valid_split":null,"augment":null},"#
                + #""model":{"architecture":"simple_cnn","channels":[1,16,16,10],"kernel_sizes":[3,3,3],"#
                + #""strides":[2,2,2],"batch_norm":false,"#
                + #""init":"kaiming_normal"},"optimizer":{"type":"adamw","betas":[0.9,0.99],"eps":1e-8,"#
                + #""weight_decay":0.01},"schedule":{"type":"one_cycle","lr_max":0.05,"flavor":"documented","#
                + #""div_factor":25,"pct_start":0.3,"moms":[0.95,0.85],"cycle_momentum":true,"#
                + #""momentum":null,"weight_decay":null},"epochs":2}"#)
        for same in [
            "name=b", "description=x", "seeds=3", "lr_finder.num_it=7", "smoothing.window=0.5", "smoothing.beta=0.5",
            "smoothing.centred=0.5", "figures=[]",
            "formats=[\"svg\"]", "theme=dark", "medium=slide", "dpi=300",
            "epochs=2.0", "schedule.div_factor=25", "optimizer.type=adamw", "model.channels=[1,16,16,10]",
            "model.kernel_sizes=[3,3,3]", "model.batch_norm=false",
        ] {
            #expect(try goodSpec(withSchedule(), set: [same]).trainingKey == base, "\(same)")
        }
        for other in [
            "data.batch_size=65", "data.source=mnist", "optimizer.type=sgd", "schedule.pct_start=0.31", "steps=2",
            "epochs=3", "model.channels=[1,16,10]", "schedule.flavor=three_phase", "data.valid_batch_size=255",
            "data.valid_split.count=5", "model.init=torch_default", "model.architecture=lenet",
            "model.kernel_sizes=[3,3,5]", "model.strides=[2,2,1]", "model.batch_norm=true",
        ] {
            #expect(try goodSpec(withSchedule(), set: [other]).trainingKey != base, "\(other)")
        }
    }
}
