using System.Diagnostics;
using Sweep.Grains.Silos;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void Current_ThisProcess_LivesAndIsDescribed()
    {
        Assert.True(ProcessIdentity.IsKnownAlive(ProcessIdentity.Current));
        Assert.False(ProcessIdentity.IsKnownDead(ProcessIdentity.Current));
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", ProcessIdentity.Describe(ProcessIdentity.Current));
    }

    [Fact]
    public void IsKnownDead_EndedProcessOfThisMachine_IsTrue()
    {
        using var ended = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        ended.WaitForExit();
        var owner = ProcessIdentity.Current.Replace($"/{Environment.ProcessId}/", $"/{ended.Id}/", StringComparison.Ordinal);
        Assert.True(ProcessIdentity.IsKnownDead(owner));
        Assert.False(ProcessIdentity.IsKnownAlive(owner));
    }

    [Fact]
    public void IsKnownDead_SameNumberStartedAnew_IsTrue() => Assert.True(ProcessIdentity.IsKnownDead(ProcessIdentity.Current + "9"));

    [Theory]
    [InlineData("elsewhere/1/abc-1")]
    [InlineData("not an identity")]
    [InlineData("")]
    public void IsKnownDead_NobodyCanTell_IsFalse(string owner)
    {
        Assert.False(ProcessIdentity.IsKnownDead(owner));
        Assert.False(ProcessIdentity.IsKnownAlive(owner));
    }
}
