using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Tests.Trainers;

public sealed class CommandTests
{
    private static readonly TrialPoint Point = new(["lr", "layers", "name", "flag"], [0.1, 3, "a b", true]);

    [Theory]
    [InlineData(ArgumentStyle.Gnu, "--lr=0.1|--layers=3|--name=a b|--flag=true")]
    [InlineData(ArgumentStyle.Hydra, "lr=0.1|layers=3|name=a b|flag=true")]
    [InlineData(ArgumentStyle.None, "")]
    public void Expand_Args_BecomeAWordAParameter(ArgumentStyle style, string expected) =>
        Assert.Equal(
            $"train|{expected}|end".Replace("||", "|", StringComparison.Ordinal),
            string.Join('|', CommandWords.Expand(Command("train", "${args}", "end") with { Arguments = style }, Point, "/p.json")));

    [Fact]
    public void Expand_WithinAWord_PutsTextsInPlace() =>
        Assert.Equal(
            ["train", "--rate=0.1:3", "/p.json", """{"lr":0.1,"layers":3,"name":"a b","flag":true}""", "${lr}", "$lr"],
            CommandWords.Expand(Command("train", "--rate=${lr}:${layers}", "${parameters_file}", "${args_json}", "$${lr}", "$lr"), Point, "/p.json"));

    [Fact]
    public void Json_AnyPoint_ComesBackWithItsKindsAndBits() =>
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Long, Gen.String, Gen.Bool).Sample((real, whole, text, truth) =>
        {
            // A lone surrogate is no text that UTF-8 could have.
            text = new string([.. text.Where(letter => !char.IsSurrogate(letter))]);
            var json = JsonDocument.Parse(ProtocolParameters.Of(new(["r", "w", "t", "b"], [real, whole, text, truth]))).RootElement;
            Assert.Equal(real, json.GetProperty("r").GetDouble());
            Assert.Equal(whole, json.GetProperty("w").GetInt64());
            Assert.Equal(text, json.GetProperty("t").GetString());
            Assert.Equal(truth, json.GetProperty("b").GetBoolean());
            Assert.True(json.GetProperty("r").GetRawText().AsSpan().ContainsAny('.', 'e'));
        });

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(1e300, "1e300")]
    [InlineData(5e-5, "5e-5")]
    public void Json_RealNumbers_AreSeenToBe(double value, string expected) =>
        Assert.Equal($"{{\"r\":{expected}}}", Encoding.UTF8.GetString(ProtocolParameters.Of(new(["r"], [value]))));

    [Fact]
    public void Problems_SoundCommand_HasNone() =>
        Assert.Empty(CommandCheck.Problems(Command("train", "${args}", "${args_json}", "--x=${lr}", "${parameters_file}", "$${who}"), Point.Names));

    [Theory]
    [InlineData("train|${args}x", "command[1]: ${args}x has ${args} within a word; let ${args} stand alone: it becomes a word a parameter")]
    [InlineData("${args}", "command[0]: ${args} has ${args} within a word; let ${args} stand alone: it becomes a word a parameter")]
    [InlineData("train|--x=${lr", "command[1]: --x=${lr has a ${ without }; end it, or write $${ for these very characters")]
    [InlineData("train|${layer}", "command[1]: ${layer} is neither a parameter nor ${args}, ${args_json} or ${parameters_file}; did you mean ${layers}?")]
    [InlineData("train|${quite_unlike}", "command[1]: ${quite_unlike} is neither a parameter nor ${args}, ${args_json} or ${parameters_file}; the parameters are lr, layers, name, flag; write $${ for these very characters")]
    [InlineData("", "command: must begin with a program; write a list such as [python3, train.py, \"${args}\"]")]
    [InlineData("a\0b", "command[0]: a\\u0000b has a NUL, which no program can be given")]
    public void Problems_OfWords_NamePlaceAndRemedy(string words, string expected) =>
        Assert.Equal(expected, Assert.Single(CommandCheck.Problems(Command(words.Split('|')), Point.Names)).ToString());

    [Fact]
    public void Problems_OfTheRest_AreFoundAllAtOnce()
    {
        var command = Command("train") with
        {
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("SWEEP_STEPS", "1").Add("A=B", "2"),
            Secrets = ["../etc/passwd"],
            Limits = new(Time: TimeSpan.Zero, Silence: TimeSpan.FromSeconds(-1), Memory: 1, Grace: TimeSpan.FromSeconds(-1), Attempts: 0),
        };
        Assert.Equal(
            ["environment.A=B", "environment.SWEEP_STEPS", "secrets", "limits.time", "limits.silence", "limits.memory", "limits.grace", "limits.attempts"],
            CommandCheck.Problems(command, Point.Names).Select(problem => problem.Place));
    }

    [Theory]
    [InlineData("PATH", true)]
    [InlineData("LC_ALL", true)]
    [InlineData("CUDA_VISIBLE_DEVICES", true)]
    [InlineData("ConnectionStrings__Sweep", false)]
    [InlineData("PGPASSWORD", false)]
    [InlineData("HTTPS_PROXY", false)]
    [InlineData("LD_PRELOAD", false)]
    public void Passes_ListedVariablesOnly(string name, bool passes) => Assert.Equal(passes, PassedVariables.Passes(name));

    [Theory]
    [InlineData(0x0000, "exited with code 0", TrainerFailure.Retry)]
    [InlineData(0x0300, "exited with code 3", TrainerFailure.Retry)]
    [InlineData(0x4000, "exited with code 64, which says that no attempt at this trial can succeed", TrainerFailure.Final)]
    [InlineData(0x4b00, "exited with code 75, which asks for another try elsewhere", TrainerFailure.Elsewhere)]
    [InlineData(0x4e00, "exited with code 78, which says that no attempt at this trial can succeed", TrainerFailure.Final)]
    [InlineData(0x008b, "was killed by signal SIGSEGV", TrainerFailure.Retry)]
    [InlineData(0x0009, "was killed by signal SIGKILL from outside of Sweep; mostly the machine had no memory left", TrainerFailure.Retry)]
    [InlineData(0x0028, "was killed by signal 40", TrainerFailure.Retry)]
    public void ProcessEnd_OfAWaitStatus_SaysWhatFollows(int status, string expected, TrainerFailure failure)
    {
        var end = ProcessEnd.FromWaitStatus(status);
        Assert.Equal((expected, failure, status == 0), (end.ToString(), end.Failure, end.IsDone));
    }

    [Fact]
    public void SecretMask_TakesOutValuesAndTheirLines()
    {
        var mask = new SecretMask([("TOKEN", "abcdef"), ("LONG", "xxabcdefxx"), ("KEY", "first line\nsecond line\n"), ("PIN", "1")]);
        Assert.Equal("[TOKEN] [LONG] [KEY]/[KEY] 1", mask.Of("abcdef xxabcdefxx first line/second line 1"));
    }

    private static TrainerCommand Command(params string[] words) =>
        new([.. words], ArgumentStyle.Gnu, null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), [], new CommandLimits());
}
