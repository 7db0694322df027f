using System.Diagnostics;
using System.Globalization;
using Sweep.Core.Scheduling;
using Sweep.Grains.Silos;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void Current_ThisProcess_LivesAndIsDescribed()
    {
        Assert.True(ProcessIdentity.IsKnownAlive(ProcessIdentity.Current));
        Assert.False(ProcessIdentity.IsKnownDead(ProcessIdentity.Current));
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", ProcessIdentity.Current.Describe());
    }

    [Fact]
    public void IsKnownDead_EndedProcessOfThisMachine_IsTrue()
    {
        using var ended = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        ended.WaitForExit();
        var owner = ProcessIdentity.Current with { Process = ended.Id.ToString(CultureInfo.InvariantCulture) };
        Assert.True(ProcessIdentity.IsKnownDead(owner));
        Assert.False(ProcessIdentity.IsKnownAlive(owner));
    }

    [Fact]
    public void IsKnownDead_SameNumberStartedAnew_IsTrue() => Assert.True(ProcessIdentity.IsKnownDead(SiloKey.Parse(ProcessIdentity.Current + "9")));

    [Theory]
    [InlineData("elsewhere/1/abc-1")]
    [InlineData("not an identity")]
    [InlineData("")]
    public void IsKnownDead_NobodyCanTell_IsFalse(string owner)
    {
        Assert.False(ProcessIdentity.IsKnownDead(SiloKey.Parse(owner)));
        Assert.False(ProcessIdentity.IsKnownAlive(SiloKey.Parse(owner)));
    }
}
