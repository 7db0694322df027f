using Sweep.Client.Tests.Terminal;
using Sweep.Storage.Databases;
using Sweep.Web.Keys;

namespace Sweep.Client.Tests.Commands;

public sealed class KeyCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Key_AddedListedAndRevoked_IsShownOnceAndKeptAsItsHash()
    {
        var added = await _cli.RunAsync("key", "add", "ann", "--scope", "write", "--expires", "30d");
        Assert.Equal(0, added.ExitCode);
        Assert.True(ApiKey.TryParse(added.Output.Trim(), out var key), added.Output);
        Assert.Contains("shown this once", added.Error, StringComparison.Ordinal);
        await using (var store = SweepStores.Open(_cli.Database, TimeProvider.System))
            Assert.True(key.Matches((await store.FindKeyAsync(key.Id, Cancellation))!.SecretHash));

        var listed = (await _cli.RunAsync("key", "list", "--json")).Json().EnumerateArray().Single();
        Assert.Equal(("ann", "write", "usable"), (listed.GetProperty("name").GetString(), listed.GetProperty("scope").GetString(), listed.GetProperty("state").GetString()));
        Assert.False(listed.TryGetProperty("key", out _));
        Assert.Contains(key.Id, (await _cli.RunAsync("key", "list")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await _cli.RunAsync("key", "revoke", key.Id)).ExitCode);
        Assert.Equal("revoked", (await _cli.RunAsync("key", "list", "--json")).Json()[0].GetProperty("state").GetString());
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_cli.Database)!))
            Assert.DoesNotContain(key.Text.Split('_', 3)[2], await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scope: owner is no scope", "add", "ann", "--scope", "owner")]
    [InlineData("--expires: soon must be days or hours", "add", "ann", "--expires", "soon")]
    [InlineData("--expires: 0d must be days or hours", "add", "ann", "--expires", "0d")]
    [InlineData("--expires: 99999d must be days or hours", "add", "ann", "--expires", "99999d")]
    [InlineData("NAME: \"\" must be 1 to 100 printable characters", "add", "")]
    public async Task Key_OfWrongValues_SaysWhatIsWrong(string message, params string[] args)
    {
        var run = await _cli.RunAsync(["key", .. args]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_OfNone_SaysHowToFindThem()
    {
        await _cli.RunAsync("key", "add", "ann");
        var run = await _cli.RunAsync("key", "revoke", "0123456789ab");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("sweep key list", run.Error, StringComparison.Ordinal);
    }
}
