using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers;

namespace Sweep.Core.Tests.Specs;

public sealed class TrainerSpecTests
{
    private const string Command = "name: n\ntrainer: { command: [python3, train.py, \"${args}\"], resource: epochs, prefix: true }\n";

    [Fact]
    public void Read_Command_HasParametersOfEachKind()
    {
        var spec = Read(
            """
            name: n
            parameters:
              optimizer: [sgd, adam]
              rate: { log: [0.001, 1], count: 4 }
              shift: { linear: [-1.0, 1], count: 3 }
              depth: { linear: [0, 4], count: 3 }
              size: [8, 16.5]
              nesterov: [true, false]
              epochs: [3, 9]
            trainer:
              command: [python3, train.py, "${args}", 7, true]
              args: hydra
              directory: code
              environment: { THREADS: "2" }
              secrets: [TOKEN]
              version: "2"
              resource: epochs
              prefix: true
              resumable: true
              deterministic: true
              slots: 4
              limits: { time: 2h, silence: 90s, memory: 2GiB, grace: 500ms, attempts: 5 }
            objective: { metric: auc, goal: maximize }
            target: { auc: 0.9 }
            """);
        Assert.Equal(
            [
                Parameter.Of("optimizer", "sgd", "adam"), Parameter.Of("rate", 0.001, 0.01, 0.1, 1.0), Parameter.Of("shift", -1.0, 0.0, 1.0),
                Parameter.Of("depth", 0, 2, 4), Parameter.Of("size", 8.0, 16.5), Parameter.Of("nesterov", true, false), Parameter.Of("epochs", 3, 9),
            ],
            spec.Parameters);
        var trainer = spec.Trainer;
        Assert.Equal(("command", "2", "epochs", "epochs", true, true, 4), (
            trainer.Name, trainer.Version, trainer.Resource, trainer.SharedResource, trainer.IsResumable, trainer.IsDeterministic, trainer.Slots));
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        var command = Assert.IsType<TrainerCommand>(trainer.Command);
        Assert.Equal(["python3", "train.py", "${args}", "7", "true"], command.Words);
        Assert.Equal((ArgumentStyle.Hydra, "code", "2", "TOKEN"), (command.Arguments, command.Directory, command.Environment["THREADS"], command.Secrets.Single()));
        Assert.Equal(
            new CommandLimits(TimeSpan.FromHours(2), TimeSpan.FromSeconds(90), 2L << 30, TimeSpan.FromMilliseconds(500), 5), command.Limits);
        Assert.Equal((new Objective("auc", Goal.Maximize), 0.9, ReuseScope.Database), (spec.Objective, spec.Target, spec.Reuse));
    }

    [Fact]
    public void Read_TrainerThatIsNotDeterministic_IsNotReused()
    {
        Assert.Equal(ReuseScope.None, Read(Command + "parameters: { epochs: [3] }").Reuse);
        Assert.Equal(ReuseScope.Database, Read(Command + "parameters: { epochs: [3] }\nreuse: database").Reuse);
    }

    [Fact]
    public void Read_NameThatOnlySilosKnow_TakesAnyParameters()
    {
        var spec = Read("name: n\nparameters: { depth: [1, 2] }\ntrainer: forest");
        Assert.Equal((new TrainerSpec("forest"), (double?)null), (spec.Trainer, spec.Target));
    }

    [Fact]
    public void Read_PerceptronByName_IsTheSpecWithoutATrainer()
    {
        const string Plain = "name: n\nparameters: { pattern: [circle] }";
        Assert.Equal(Read(Plain), Read(Plain + "\ntrainer: perceptron"));
    }

    [Fact]
    public void Read_TrainerOfTheHost_IsCheckedByItsDeclaration()
    {
        var known = new KnownTrainers(new TrainerDeclaration(new TrainerSpec("forest") { Resource = "trees", SharesPrefixes = true })
        {
            Parameters =
            [
                new("trees", ParameterKind.Whole, "Trees.") { Least = 1, Most = 100, Default = 10, Example = "[10]" },
                new("criterion", ParameterKind.Text, "Splits.") { Choices = ["gini", "entropy"], Example = "[gini]" },
            ],
            Objective = new Objective("auc", Goal.Maximize),
        });
        var result = SpecReader.Read("name: n\nparameters: { criterion: [entropy, gini] }\ntrainer: forest", known);
        Assert.Equal([Parameter.Of("criterion", "entropy", "gini"), Parameter.Of("trees", 10)], result.Spec!.Parameters);
        Assert.Equal(("trees", Goal.Maximize), (result.Spec.Trainer.SharedResource, result.Spec.Objective.Goal));
        Assert.Equal(
            ["parameters.criterion[0] (line 2, column 27): ginny is not a criterion; did you mean \"gini\"?", "parameters.trees[0] (line 2, column 43): 101 must be at most 100; write a whole number from 1 to 100"],
            SpecReader.Read("name: n\nparameters: { criterion: [ginny], trees: [101] }\ntrainer: forest", known).Errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("trainer: { }", "trainer (line 3, column 10): has neither name nor command; write one of them: { command: [python3, train.py, \"${args}\"] }")]
    [InlineData("trainer: { command: [] }", "trainer.command (line 3, column 21): [] has no words; write command: [python3, train.py, \"${args}\"]")]
    [InlineData("trainer: { command: python3 train.py }", "trainer.command (line 3, column 21): python3 train.py must be a list of words; write [python3, train.py, \"${args}\"]")]
    [InlineData("trainer: { command: [a], args: posix }", "trainer.args (line 3, column 32): posix is no style of arguments; write one of: gnu, hydra, none")]
    [InlineData("trainer: { command: [a], prefix: true }", "trainer.prefix (line 3, column 34): true needs a resource; name the parameter that only makes a trial longer: resource: epochs")]
    [InlineData("trainer: { command: [a], resource: epochs }", "parameters (line 2, column 13): has no epochs, which is the trainer's resource; write epochs: [10]")]
    [InlineData("trainer: { command: [a], resource: rate }", "parameters.rate (line 2, column 21): a list is the trainer's resource, and must be whole numbers; write rate: [10]")]
    [InlineData("trainer: { command: [a], limits: { time: -2h } }", "trainer.limits.time (line 3, column 42): -2h must be a time above 0; write a time such as 30s, 10m or 2h")]
    [InlineData("trainer: { command: [a], limits: { memory: lots } }", "trainer.limits.memory (line 3, column 44): lots must be a size above 0; write a size such as 512MiB or 2GiB")]
    [InlineData("trainer: { command: [a], limits: { attempts: 0 } }", "trainer.limits.attempts (line 3, column 46): 0 must be at least 1; write a whole number from 1 to 100")]
    [InlineData("trainer: { command: [a], slots: 0 }", "trainer.slots (line 3, column 33): 0 must be at least 1; write a whole number from 1 to 1024")]
    [InlineData("trainer: { command: [a], deterministic: yes }", "trainer.deterministic (line 3, column 41): yes must be true or false; write true or false")]
    [InlineData("trainer: { name: forest, args: gnu }", "trainer.args (line 3, column 32): is a command's; leave it out: the silo's operator has set up what the name stands for")]
    [InlineData("trainer: command", "trainer (line 3, column 10): command is no name of a trainer; write one of: perceptron, or the name of one that the silos have; a program of your own is { command: [python3, train.py, \"${args}\"] }")]
    [InlineData("trainer: forest\nrecord: { every: 5 }", "record (line 4, column 9): is the perceptron's; leave it out: other trainers record what they report")]
    [InlineData("trainer: forest\nobjective: { metric: auc }", "objective.goal (line 4, column 12): is missing; write one of: minimize, maximize")]
    [InlineData("trainer: forest\nobjective: { metric: auc, goal: up }", "objective.goal (line 4, column 33): up is no goal; write one of: minimize, maximize")]
    [InlineData("trainer: forest\ntarget: { auc: 0.9 }", "target.auc (line 4, column 11): is not a known key; known keys: loss")]
    public void Read_WrongTrainer_HasThisMessage(string ending, string message) =>
        Assert.Equal([message], SpecReader.Read($"name: n\nparameters: {{ rate: [0.5] }}\n{ending}").Errors.Select(error => error.ToString()));

    [Theory]
    [InlineData("{ depth: [1, two] }", "parameters.depth[0] (line 2, column 23): 1 must be text, and is a number or a truth value without quotes; write a word, in quotes where it looks like a number")]
    [InlineData("{ depth: 5 }", "parameters.depth (line 2, column 22): 5 must be in a list; write [5]")]
    [InlineData("{ depth: [true, 1] }", "parameters.depth[1] (line 2, column 29): 1 must be true or false; write true or false")]
    [InlineData("{ depth: { log: [0, 5], count: 2 } }", "parameters.depth.log[0] (line 2, column 30): 0 must be at least 1; write a whole number from 1 to 2147483647")]
    [InlineData("{ depth: { linear: [0, 1], count: 5 } }", "parameters.depth.count (line 2, column 47): 5 is too many: the range gives 0 more than once; lower the count")]
    [InlineData("{ -depth: [1] }", "parameters.-depth (line 2, column 23): must be named with letters, digits, _, . and -, at most 100, the first a letter or digit; rename it, and let the trainer translate")]
    [InlineData("{ }", "parameters (line 2, column 13): 0 parameters must be 1 to 100; write what the trainer is to be tried with")]
    public void Read_WrongParameter_HasThisMessage(string parameters, string message) =>
        Assert.Equal([message], SpecReader.Read($"name: n\nparameters: {parameters}\ntrainer: forest").Errors.Select(error => error.ToString()));

    [Fact]
    public void Canonical_Trainer_ReadsBack()
    {
        var spec = Read(Command.Replace("prefix: true", "prefix: true, limits: { time: 1h }", StringComparison.Ordinal) + "parameters: { epochs: [3], rate: [1.0, 2], flag: [true] }\nobjective: { metric: auc, goal: maximize }");
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        Assert.Equal(ParameterKind.Real, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)).Find("rate")!.Kind);
    }

    [Fact]
    public void TrialAt_Command_DecodesInTheOrderOfTheSpec()
    {
        var space = new SearchSpace(Read(Command + "parameters: { rate: [0.5, 1.0], epochs: [3, 9] }\nreplicates: 2"));
        Assert.Equal(8, space.PlannedTrials);
        var trial = space.TrialAt(6);
        Assert.Equal("rate=1, epochs=9", trial.Point.ToString());
        Assert.Equal((6L, 9), (space.NumberOf(trial.Point, trial.Replicate), space.StepsOf(trial)));
    }

    [Fact]
    public void ContentKey_OfACommand_DependsOnWhatDecidesTheResultAlone()
    {
        var spec = Read(Command + "parameters: { epochs: [3] }");
        var trial = new SearchSpace(spec).TrialAt(0);
        var key = ContentKey.Of(spec.Trainer, trial);
        var command = spec.Trainer.Command!;
        var otherwise = spec.Trainer with { Command = command with { Limits = new CommandLimits(Attempts: 9) }, IsResumable = true, Slots = 3 };
        Assert.Equal(key, ContentKey.Of(otherwise, trial));
        Assert.NotEqual(key, ContentKey.Of(spec.Trainer with { Version = "2" }, trial));
        Assert.NotEqual(key, ContentKey.Of(spec.Trainer with { Command = command with { Words = ["other"] } }, trial));
        Assert.NotEqual(key, ContentKey.Of(spec.Trainer, trial with { DataSeed = 5 }));
    }

    [Fact]
    public void Read_External_IsTrainedByWhoeverAsks()
    {
        const string Parameters = "name: n\nparameters: { rate: [0.5], epochs: [3, 9] }\n";
        var plain = Read(Parameters + "trainer: external");
        Assert.Equal((true, null, TimeSpan.FromMinutes(5)), (plain.Trainer.IsExternal, plain.Trainer.SharedResource, plain.Trainer.ClaimDuration));
        var full = Read(Parameters + "trainer: { name: external, version: \"2\", resource: epochs, deterministic: true, limits: { silence: 90s } }");
        Assert.Equal(
            new TrainerSpec("external") { Version = "2", Resource = "epochs", IsDeterministic = true, Silence = TimeSpan.FromSeconds(90) }, full.Trainer);
        Assert.Equal(ReuseScope.Database, full.Reuse);
        Assert.All(new[] { plain, full }, spec => Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec))));
        Assert.Equal(
            ContentKey.Of(full.Trainer, new SearchSpace(full).TrialAt(0)),
            ContentKey.Of(full.Trainer with { Silence = null }, new SearchSpace(full).TrialAt(0)));
    }

    [Theory]
    [InlineData("args: gnu", "trainer.args (line 3, column 34): is a command's; leave it out: whoever asks for a trial trains it as they like")]
    [InlineData("resumable: true", "trainer.resumable (line 3, column 39): is nothing that an external trainer can do; leave it out: each trial is claimed by itself, and trained from its beginning")]
    [InlineData("limits: { time: 5s }", "trainer.limits.time (line 3, column 38): is not a known key; known keys: silence")]
    [InlineData("limits: { silence: 10ms }", "trainer.limits.silence (line 3, column 47): 10ms must be from 1s to 30d; write silence: 5m")]
    [InlineData("limits: { silence: 99999999999999d }", "trainer.limits.silence (line 3, column 47): 99999999999999d is too large for a time; write a time such as 30s, 10m or 2h")]
    [InlineData("resource: epochs", "parameters (line 2, column 13): has no epochs, which is the trainer's resource; write epochs: [10]")]
    public void Read_WrongExternal_HasThisMessage(string more, string message) => Assert.Equal(
        [message], SpecReader.Read($"name: n\nparameters: {{ rate: [0.5] }}\ntrainer: {{ name: external, {more} }}").Errors.Select(error => error.ToString()));

    private static SweepSpec Read(string text)
    {
        var result = SpecReader.Read(text);
        Assert.Empty(result.Errors);
        return result.Spec!;
    }
}
