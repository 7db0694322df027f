using System.Text;
using CsCheck;
using Microsoft.Data.Sqlite;
using Spectre.Console;
using Sweep.Client.Terminal;
using Sweep.Core.Texts;
using Sweep.Grains.Terminals;

namespace Sweep.Client.Tests.Terminal;

/// <summary>Nothing from outside steers the terminal.</summary>
public sealed class EscapingTests : IDisposable
{
    private const string Spec = "name: plain\nparameters: { pattern: [circle], iterations: [20], samples: [10] }\nreplicates: 2\n";

    /// <summary>C0, DEL, C1, a change of direction, separators of lines and paragraphs, half a pair.</summary>
    private const string Hostile = "a\u001b]0;owned\u0007b\rc\u007fd\u009be\u202ef\u2028g\u2029h\ni\tj";

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("status", "latest")]
    [InlineData("list")]
    [InlineData("top", "latest")]
    [InlineData("resume", "latest")]
    [InlineData("status", "latest", "--json")]
    [InlineData("list", "--json")]
    public async Task Command_OnHostileRows_ShowsThemEscaped(params string[] command)
    {
        Assert.Equal(0, (await _cli.RunAsync("run", _cli.Write("spec.yaml", Spec))).ExitCode);
        await using (var database = new SqliteConnection($"Data Source={_cli.Database};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var change = database.CreateCommand();
            change.CommandText = "UPDATE sweeps SET error = $text, name = $text, owner = $text, state = 'running', owner_until = '2999' || substr(created_at, 5)";
            change.Parameters.AddWithValue("$text", Hostile);
            await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var run = await _cli.RunAsync(command);
        AssertHarmless(run.Output + run.Error);
        Assert.Contains(command[0] == "top" ? "circle" : "owned", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", Hostile)]
    [InlineData(Hostile)]
    [InlineData("run", Hostile)]
    [InlineData("run", "x", "--slots", Hostile)]
    [InlineData("export", "latest", "--format", Hostile)]
    [InlineData("list", "--" + Hostile)]
    [InlineData("train", "--pattern", Hostile)]
    public async Task Command_WithHostileArguments_ShowsThemEscaped(params string[] command)
    {
        var run = await CliFixture.RunAsWrittenAsync(command);
        Assert.Equal(2, run.ExitCode);
        AssertHarmless(run.Output + run.Error);
    }

    [Fact]
    public void Output_OfALivePicture_EscapesWhatIsInIt()
    {
        using var error = new MemoryStream();
        using (var output = new Output(new CliContext
        {
            Input = Stream.Null,
            Output = Stream.Null,
            Error = error,
            ErrorIsTerminal = true,
            Variable = name => name == "TERM" ? "xterm" : null,
        }))
        {
            output.Messages.Live(new Text("")).Start(live => live.UpdateTarget(new Text("x\u001b]0;owned\u0007y", new Style(Color.Red))));
            output.Complain("z\u001b]0;owned\u0007");
        }

        var shown = Encoding.UTF8.GetString(error.ToArray());
        Assert.Contains("x\\u001b]0;owned\\u0007y", shown, StringComparison.Ordinal);
        Assert.Contains("z\\u001b]0;owned\\u0007", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void EscapingWriter_OfAnyPieces_GivesPlainLines() => Gen.Char.Array.Array.Sample(pieces =>
    {
        using var plain = new StringWriter();
        using var writer = new EscapingWriter(plain);
        foreach (var piece in pieces)
            writer.Write(piece);
        writer.Flush();
        Assert.All(plain.ToString().Split('\n'), line => Assert.True(Printable.IsPlain(line)));
        Assert.Equal(string.Join('\n', string.Concat(pieces.Select(piece => new string(piece))).Split('\n').Select(Printable.Whole)), plain.ToString());
    });

    [Fact]
    public void EscapingStream_OfBytesInPieces_EscapesAcrossThem()
    {
        using var shown = new MemoryStream();
        using (var stream = new EscapingStream(shown))
        {
            foreach (var one in Encoding.UTF8.GetBytes("é\u009b𝄞\u202e\n"))
                stream.Write([one]);
        }

        Assert.Equal("é\\u009b𝄞\\u202e\n", Encoding.UTF8.GetString(shown.ToArray()));
    }

    [Fact]
    public void Printable_OfHalfAPair_ShowsItsCode() => Assert.Equal("a\\ud83db", Printable.Of("a\ud83db"));

    private static void AssertHarmless(string shown) =>
        Assert.All(shown.Split('\n'), line => Assert.True(Printable.IsPlain(line), Printable.Whole(line)));
}
