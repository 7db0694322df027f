using Sweep.Client.Tests.Service;
using Sweep.Client.Tests.Terminal;
using Sweep.Storage.Databases;

namespace Sweep.Client.Tests.Commands;

public sealed class NotesCommandTests : IAsyncLifetime
{
    private readonly CliFixture _cli = new();

    public async ValueTask InitializeAsync()
    {
        await using var store = SweepStores.Open(_cli.Database, TimeProvider.System);
        await store.MigrateAsync(TestContext.Current.CancellationToken);
        await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec("one"), []);
        await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec("two"), []);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Note_WrittenShownAndTakenAway_IsAsWritten()
    {
        Assert.Equal("it has neither note nor tags\n", (await _cli.RunAsync("note", "latest")).Error);
        var written = await _cli.RunAsync("note", "latest", "good\n\u001b[31mrates", "--json");
        Assert.Equal((0, """{"note":"good\n\u001b[31mrates","tags":[]}""" + "\n"), (written.ExitCode, written.Output.Replace("\\u001B", "\\u001b", StringComparison.Ordinal)));
        Assert.Equal("good\n\\u001b[31mrates\n", (await _cli.RunAsync("note", "latest")).Output);
        var gone = await _cli.RunAsync("note", "latest", "");
        Assert.Contains("(two) has no note now", gone.Error, StringComparison.Ordinal);
        Assert.Equal("""{"note":"","tags":[]}""" + "\n", (await _cli.RunAsync("note", "latest", "--json")).Output);
    }

    [Fact]
    public async Task Tag_AddedAndTakenAway_IsWhatListsAskFor()
    {
        var tagged = await _cli.RunAsync("tag", "latest", "--add", "b", "--add", "a b", "--json");
        Assert.Equal((0, """{"note":"","tags":["a b","b"]}""" + "\n"), (tagged.ExitCode, tagged.Output));
        Assert.Equal("tags: a b, b\n", (await _cli.RunAsync("tag", "latest")).Output);
        Assert.Equal(["two"], await NamesAsync("--tag", "b", "--tag", "a b"));
        Assert.Equal(["two", "one"], await NamesAsync());
        Assert.Contains("a b, b", (await _cli.RunAsync("list")).Output, StringComparison.Ordinal);
        await _cli.RunAsync("tag", "latest", "--remove", "b", "--add", "c");
        Assert.Equal("tags: a b, c\n", (await _cli.RunAsync("tag", "latest")).Output);
        Assert.Empty(await NamesAsync("--tag", "b"));
        Assert.Equal("no sweep is as wanted\n", (await _cli.RunAsync("list", "--tag", "b")).Error);
    }

    [Fact]
    public async Task Tag_ThatCannotBe_IsRefusedWithItsRule()
    {
        var run = await _cli.RunAsync("tag", "latest", "--add", "a\tb", "--remove", "");
        Assert.Equal((2, "tag: \"a\\u0009b\" must be 1 to 64 printable characters\ntag: \"\" must be 1 to 64 printable characters\n"), (run.ExitCode, run.Error));
    }

    private async Task<IEnumerable<string?>> NamesAsync(params string[] options) =>
        (await _cli.RunAsync(["list", "--json", .. options])).Json().EnumerateArray().Select(sweep => sweep.GetProperty("name").GetString());
}
