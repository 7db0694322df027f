using Sweep.Grains.Storage;

namespace Sweep.Grains.Tests.Storage;

public sealed class DatabaseChoiceTests
{
    [Theory]
    [InlineData("sweep.db")]
    [InlineData("/data/my sweeps/run 1.db")]
    [InlineData("odd;name=1.db")]
    [InlineData("localhost=.db")]
    public void Parse_Path_IsSqlite(string text) => Assert.Equal(new DatabaseChoice(text, null, null), DatabaseChoice.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(":memory:")]
    [InlineData("a\0b")]
    public void Parse_NoFile_IsRefused(string text)
    {
        var choice = DatabaseChoice.Parse(text);
        Assert.Null(choice.Path);
        Assert.Contains("name a SQLite file", choice.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://ann:secret@db:5432/sweep")]
    [InlineData("PostgreSQL://ann:sec@ret@db/sweep")]
    public void Parse_Url_IsRefusedWithTheRightFormAndWithoutThePassword(string text)
    {
        var error = DatabaseChoice.Parse(text).Error!;
        Assert.Contains("Host=…;Database=…", error, StringComparison.Ordinal);
        Assert.Contains("//db", error, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Database=sweep;Password=secret")]
    [InlineData("Database=sweep; host = db")]
    [InlineData("server=db")]
    public void Parse_TextWithHost_IsPostgres(string text) => Assert.Equal(new DatabaseChoice(null, text, null), DatabaseChoice.Parse(text));

    [Theory]
    [InlineData("Host=db;Port=5433;Database=sweep;Username=ann;Password=secret", "sweep on db:5433 (PostgreSQL)")]
    [InlineData("Server=db;User Id=ann;Password=secret", "ann on db:5432 (PostgreSQL)")]
    [InlineData("Host=/run/postgresql;Database=sweep;Password=secret", "sweep on /run/postgresql (PostgreSQL)")]
    [InlineData("Host=a:1,b:2;Database=sweep;Password=secret", "sweep on a:1,b:2 (PostgreSQL)")]
    public async Task Open_ConnectionString_IsAPostgresStoreWithoutThePassword(string text, string description)
    {
        await using var store = SweepStores.Open(text, TimeProvider.System);
        Assert.Equal(description, store.Description);
    }

    [Theory]
    [InlineData("Host=db;Colour=secret", "colour")]
    [InlineData("Host=db;Port=secret", "port")]
    [InlineData("Host=db;Database='secret", "initialization string")]
    public void Open_MalformedConnectionString_SaysWhatIsWrongWithoutItsValues(string text, string expected)
    {
        var error = Assert.Throws<StoreException>(() => SweepStores.Open(text, TimeProvider.System)).Message;
        Assert.Contains(expected, error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Host=…;Database=…", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sweep.db", "sweep.db")]
    [InlineData("Host=db;Database=sweep;Username=ann;Password=secret;SSL Password=secret", "Host=db;Database=sweep;Username=ann")]
    [InlineData("Host=db;pwd='secret;';Port=5433", "Host=db;Port=5433")]
    [InlineData("Host=db;Password='secret", "Host=…")]
    [InlineData("postgres://ann:secret@db/sweep", "postgres://db/sweep")]
    public void WithoutPassword_Text_HasNone(string text, string expected) => Assert.Equal(expected, DatabaseChoice.WithoutPassword(text));

    [Fact]
    public void Open_RefusedChoice_Throws() => Assert.Throws<StoreException>(() => SweepStores.Open("postgres://db/sweep", TimeProvider.System));

    [Fact]
    public async Task Open_Path_IsASqliteStore()
    {
        await using var store = SweepStores.Open("sweep.db", TimeProvider.System);
        Assert.Equal("sweep.db (SQLite)", store.Description);
    }
}
