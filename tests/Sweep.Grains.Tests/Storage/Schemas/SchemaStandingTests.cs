using Sweep.Storage.Faults;
using Sweep.Storage.Opening;
using Sweep.Storage.Schema;

namespace Sweep.Grains.Tests.Storage.Schemas;

public sealed class SchemaStandingTests
{
    private const string First = "20270101000000_V0_1_0_Initial";
    private const string Second = "20270201000000_V0_2_0_Proposals";
    private const string Third = "20270301000000_V0_3_0_Rungs";

    [Theory]
    [InlineData(new string[0], SchemaKind.Missing, First)]
    [InlineData(new[] { First }, SchemaKind.Behind, Second)]
    [InlineData(new[] { First, Second }, SchemaKind.Current, null)]
    [InlineData(new[] { First, Second, Third }, SchemaKind.Newer, Third)]
    [InlineData(new[] { "20261123212100_Initial", "20261123235933_Runs" }, SchemaKind.Unreleased, "20261123212100_Initial")]
    [InlineData(new[] { First, "20261123212100_Initial", Third }, SchemaKind.Unreleased, "20261123212100_Initial")]
    public void Of_MigrationsOfADatabase_SaysHowItStands(string[] applied, SchemaKind kind, string? migration) =>
        Assert.Equal(new SchemaStanding(kind, migration), SchemaStanding.Of([First, Second], applied));

    [Fact]
    public void RequireCurrent_OlderSchema_NamesTheRemedy()
    {
        var error = Assert.Throws<StoreException>(() => SchemaGuard.RequireCurrent(SchemaStanding.Of([First, Second], [First]), "mine"));
        Assert.Equal($"mine: its schema is older than this program ({Second} is missing): run \"sweep db migrate\" on it first", error.Message);
        Assert.True(error.IsTransient);
    }
}
