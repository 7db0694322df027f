using Sweep.Testing;

namespace Sweep.Silo.Tests;

public sealed class SiloConsoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silo_WithArgumentsThatWouldSteerATerminal_ShowsThemEscaped()
    {
        using var silo = SweepProcess.StartSilo(_folder.Path, "--Sweep:Slots=a\u001b]0;owned\u0007\u202e");
        var ended = await silo.WaitAsync();
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("a\\u001b]0;owned\\u0007\\u202e", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Errors + ended.Output);
    }
}
