using System.Reflection;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Telemetry;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class SiloLogTests
{
    [Fact]
    public void Events_OfAllPrograms_HaveIdsOfTheirOwn()
    {
        var ids = typeof(SiloLog).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => message.EventId)
            .ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.True(id > 0));
    }

    [Fact]
    public void Source_NowhereLogsWithoutAnEventId()
    {
        string[] unnumbered = [.. Enum.GetNames<LogLevel>().Select(level => $".Log{level}(")];
        Assert.All(
            Directory.EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(unnumbered, call => File.ReadAllText(file).Contains(call, StringComparison.Ordinal)));
    }
}
