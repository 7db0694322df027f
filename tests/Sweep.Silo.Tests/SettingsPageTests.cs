using Sweep.Grains.Settings;
using Sweep.Testing;

namespace Sweep.Silo.Tests;

/// <summary>deploy/README.md lists the settings that there are.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public void Table_OfThePage_HasTheSettingsThatThereAre() => Assert.Equal(
        KnownSettings.All.Select(setting => $"| `{setting.Key}` | {setting.Meaning} | {setting.Default} |"),
        File.ReadLines(Repository.File("deploy/README.md"))
            .SkipWhile(line => !line.StartsWith("| setting of a silo |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|')));

    [Fact]
    public void Help_ListsEverySetting() => Assert.All(KnownSettings.All, setting => Assert.Contains($"  {setting.Key} ", SiloArguments.Help, StringComparison.Ordinal));
}
