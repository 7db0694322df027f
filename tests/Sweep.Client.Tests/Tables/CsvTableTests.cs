using System.Text;
using CsCheck;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Naming;
using Sweep.Service.Tables;

namespace Sweep.Client.Tests.Tables;

public sealed class CsvTableTests : IDisposable
{
    private static readonly string[] Pieces = ["a", "1", "0", ",", ";", "\n", "\r\n", "\"", " ", "NaN", "true", "false", "\0", "é"];

    private readonly CliFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("a,b,label\n1,2.5,0\n-3e2,+.5,1\n")]
    [InlineData("\uFEFFa,b,label\r\n1,2.5,0\r\n-300,0.5,1")]
    [InlineData("a;b;label\n1;2.5;0\n\n-300;0.5;1\n\n")]
    [InlineData("a\tb\tlabel\n1\t2.5\t0.0\n-300\t0.5\t1.0\n")]
    [InlineData("\"a\" , \"b\",\"label\"\n\"1\", 2.5 ,\"0\"\n -300,\"0.5\",1\n")]
    [InlineData("label,a,b\nfalse,1,2.5\nTRUE,-300,0.5\n")]
    public async Task Read_OneTableInManyForms_IsTheSame(string text)
    {
        var (table, label, positive) = await ReadAsync(text);
        Assert.Equal(["a", "b"], table.Features);
        Assert.Equal([1, 2.5, -300, 0.5], table.Values);
        Assert.Equal([false, true], table.Labels);
        Assert.Equal("label", label);
        Assert.Equal(text.Contains("TRUE", StringComparison.Ordinal) ? "true" : "1", positive);
        Assert.Equal("42accb9950682eb4423bf15d97125631ae45fa7518d1731426bee76dc3e049b2", table.Hash);
    }

    [Fact]
    public async Task Read_QuotedNamesAndLabels_AreTextsOfAnyKind()
    {
        var (table, label, positive) = await ReadAsync(
            "\"the \"\"x\"\", in cm\",\"kind\nof it\"\n1,\"a, b\"\n2,c\n".Replace("\nof", " of", StringComparison.Ordinal), new TableChoice(Positive: "a, b"));
        Assert.Equal(["the \"x\", in cm"], table.Features);
        Assert.Equal(("kind of it", "a, b"), (label, positive));
        Assert.Equal([true, false], table.Labels);
    }

    [Theory]
    [InlineData("x,target,z", "target")]
    [InlineData("Class,y,z", "Class")]
    [InlineData("y,label,z", "label")]
    [InlineData("x,w,z", "z")]
    public async Task Read_WithoutALabelOption_TakesTheUsualOrTheLastColumn(string header, string label) =>
        Assert.Equal(label, (await ReadAsync($"{header}\n0,0,0\n1,1,1\n")).Label);

    [Fact]
    public async Task Read_Options_ChooseColumnsInTheirOrder()
    {
        var (table, label, _) = await ReadAsync("a,b,c,d\n1,2,x,4\n5,6,y,8\n", new TableChoice("c", "x", ["d", "a"]));
        Assert.Equal(["d", "a"], table.Features);
        Assert.Equal([4, 1, 8, 5], table.Values);
        Assert.Equal([true, false], table.Labels);
        Assert.Equal("c", label);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("a\n1\n", "line 1: a is all of the header; it must name one feature and a label at least, with commas between")]
    [InlineData("1,2\n3,4\n", "line 1: must be a header with the columns' names, and has numbers; put a line with names before it")]
    [InlineData("a,b\n", "it has a header and no rows")]
    [InlineData("a,,a\n1,2,3\n", "line 1, column 2: has no name; name it; an index that pandas wrote is left out by index=False|line 1, column 3: a is the name of column 1 too; columns must have distinct names")]
    [InlineData("a,y\n1\n2,0,3\n3,1\n", "line 2: has 1 value, and the header 2 names|line 3: has 3 values, and the header 2 names")]
    [InlineData("a,y\n,0\nx,1\nnan,1\n1e999,1\n-inf,1\n\"1,5\",1\n\"1,000.5\",\n",
        "line 2, a: is missing; write a number, or leave the row out|line 3, a: \"x\" must be a number|line 4, a: \"nan\" must be finite|line 5, a: \"1e999\" must be finite|line 6, a: \"-inf\" must be a number|line 7, a: \"1,5\" must be a number; write 1.5|line 8, a: \"1,000.5\" must be a number|line 8, y: is missing")]
    [InlineData("a,y\n\"1\n\n2,0\n", "line 2: begins a value with a quote that is never closed|line 2: has 1 value, and the header 2 names")]
    [InlineData("a,y\n\"1\"2,0\n3,1\n", "line 2: has text after a closing quote")]
    [InlineData("a,y\n1,0\n2,0\n", "column y: has the one value 0; a label has two; name another column with --label, or keep the rows of two classes")]
    [InlineData("a,y\nx,0\n2,1\n3,2\n", "line 2, a: \"x\" must be a number|column y: has the values 0, 1, 2; a label has two; name another column with --label, or keep the rows of two classes")]
    [InlineData("a,y\n1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n7,7\n", "column y: has the values 1, 2, 3, 4, 5, …; a label has two; name another column with --label, or keep the rows of two classes")]
    [InlineData("a,y\n1,M\n2,B\n", "column y: has the values M and B, and which is 1 is not said; add --positive M or --positive B")]
    public async Task Read_WrongFile_SaysAllThatIsWrong(string text, string problems) => await AssertProblemsAsync(problems, text, new TableChoice());

    [Fact]
    public async Task Read_WrongOptions_SaysAllThatIsWrong()
    {
        const string Text = "mass,size,kind\n1,2,a\n3,4,b\n";
        await AssertProblemsAsync(
            "--label: knd is no column of the file; did you mean kind? its columns are mass, size, kind|--features: \"\" is no column of the file; its columns are mass, size, kind",
            Text, new TableChoice(Label: "knd", Features: ["mass", ""]));
        await AssertProblemsAsync(
            "--features: mass is there twice; name it once|--features: kind is the label; leave it out, or name another column with --label",
            Text, new TableChoice(Features: ["mass", "kind", "mass"]));
        await AssertProblemsAsync("--positive: c is no value of kind; write --positive a or --positive b", Text, new TableChoice(Positive: "c"));
        var many = string.Join(',', Enumerable.Range(0, 1025).Select(k => $"x{k}"));
        await AssertProblemsAsync("1025 features are more than 1024; choose some with --features", $"{many},y\n", new TableChoice());
    }

    [Fact]
    public async Task Read_ManyErrors_TellsTwentyAndCountsTheRest()
    {
        var failure = await FailAsync("a,y\n" + string.Concat(Enumerable.Repeat("x,0\n", 1234)), new TableChoice());
        Assert.EndsWith("is no data set (1,234 errors):", failure.Messages[0], StringComparison.Ordinal);
        Assert.Equal(22, failure.Messages.Count);
        Assert.Equal("  line 21, a: \"x\" must be a number", failure.Messages[20]);
        Assert.Equal("  and 1,214 more", failure.Messages[21]);
    }

    [Fact]
    public async Task Read_NameThatIsNotUtf8_IsRefused()
    {
        await File.WriteAllBytesAsync(_files.PathOf("t.csv"), Encoding.Latin1.GetBytes("größe,y\n1,0\n2,1\n"), TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<CliException>(
            () => TableFile.ReadAsync(_files.PathOf("t.csv"), new TableChoice(), TestContext.Current.CancellationToken));
        Assert.Equal("  line 1, column 1: gr\uFFFD\uFFFDe must be printable characters in UTF-8", failure.Messages[1]);
    }

    [Fact]
    public void Read_AnyNumbersWrittenInFull_GivesThemBack() => Gen.Double.Where(double.IsFinite).Array[2, 30].Sample(
        values =>
        {
            var text = "x,y\n" + string.Concat(values.Select((value, row) => $"{NumberText.Of(value)},{row % 2}\n"));
            var table = ReadAsync(text).GetAwaiter().GetResult().Table;
            Assert.Equal(values.Select(value => value == 0 ? 0 : value), table.Values.ToArray());
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void Read_AnyText_GivesATableOrWords() => Gen.OneOf(
        Gen.String,
        Gen.Int[0, Pieces.Length - 1].Select(place => Pieces[place]).Array[0, 30].Select(string.Concat)).Sample(
        text =>
        {
            try
            {
                Assert.NotNull(ReadAsync("a,y\n" + text).GetAwaiter().GetResult().Table);
            }
            catch (CliException refusal)
            {
                Assert.Equal(ExitCodes.Usage, refusal.ExitCode);
                Assert.True(refusal.Messages.Count > 1);
            }
        },
        iter: 500,
        threads: 1);

    private async Task<ReadTable> ReadAsync(string text, TableChoice? choice = null) =>
        await TableFile.ReadAsync(_files.Write("t.csv", text), choice ?? new TableChoice(), TestContext.Current.CancellationToken);

    private Task<CliException> FailAsync(string text, TableChoice choice) => Assert.ThrowsAsync<CliException>(() => ReadAsync(text, choice));

    private async Task AssertProblemsAsync(string problems, string text, TableChoice choice)
    {
        var failure = await FailAsync(text, choice);
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Equal(problems.Split('|').Select(problem => "  " + problem), failure.Messages.Skip(1));
    }
}
