using Sweep.Storage.Databases;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Tests.Storage;

public sealed class DatabaseChoiceTests
{
    [Theory]
    [InlineData("sweep.db")]
    [InlineData("/data/my sweeps/run 1.db")]
    [InlineData("run-2026-11-25T10:30.db")]
    [InlineData("lr 0.1, circle.db")]
    [InlineData("runs/lr=0.1/sweep.db")]
    [InlineData("/data/lr=0.1;circle.db")]
    [InlineData("./a=b;c.db")]
    [InlineData("../host=h password=x.db")]
    [InlineData("./sqlite:s.db")]
    public void Parse_Path_IsSqlite(string text)
    {
        var choice = DatabaseChoice.Parse(text);
        Assert.Equal((text, null), (choice.Path, choice.Connection));
        Assert.Empty(choice.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(":memory:")]
    [InlineData("a\0b")]
    public void Parse_NoFile_IsRefused(string text)
    {
        var choice = DatabaseChoice.Parse(text);
        Assert.Null(choice.Path);
        Assert.Contains("name a SQLite file", Assert.Single(choice.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://ann:s3cret@db:5432/sweep", "\"postgres://…\" is a URL", "\"Host=db;Port=5432;Database=sweep;Username=ann;Password=…\"")]
    [InlineData("PostgreSQL://ann:s3c@ret@db/sweep", "is a URL", "\"Host=…;Database=…;Username=…;Password=…\"")]
    [InlineData("postgres://ann:12/s3cret@db/sweep", "is a URL", "\"Host=…;")]
    [InlineData("postgres://ann:1#s3cret@db/sweep", "is a URL", "\"Host=…;")]
    [InlineData("postgresql://h/x?user=a&password=s3cret", "is a URL", "\"Host=h;Database=x;Username=…;Password=…\"")]
    [InlineData("postgresql://h/x?pass=s3cret;host=h", "is a URL", "\"Host=h;Database=x;")]
    [InlineData("jdbc:postgresql://h/x?user=a&password=s3cret", "\"jdbc:…\" is a URL", "\"Host=…;")]
    [InlineData("sqlite:s3cret.db", "\"sqlite:…\" is a URL", "the name of a SQLite file")]
    [InlineData("sqlite:///s3cret.db?mode=ro", "is a URL", "the name of a SQLite file")]
    [InlineData("file:s3cret.db", "is a URL", "the name of a SQLite file")]
    [InlineData("postgresql+psycopg2://ann:s3cret@h/x", "\"postgresql+psycopg2://…\" is a URL", "\"Host=h;Database=x;Username=ann;Password=…\"")]
    [InlineData("//ann:s3cret@h/x", "is a URL", "\"Host=…;")]
    [InlineData("ann:s3cret@h/x", "is a URL", "\"Host=…;")]
    [InlineData("ann.b:s3cret@h/x", "has a password in it, and is not shown", "\"Host=…;")]
    [InlineData("h/x?user=a&password=s3cret", "has a password in it, and is not shown", "\"Host=…;")]
    [InlineData("host=h port=1 password=s3cret", "\"host=… port=… password=…\" has spaces", "\"Host=h;Port=1;Database=…;Username=…;Password=…\"")]
    [InlineData("host=h dbname='x' user=ann password='s3cret a=b'", "\"host=… dbname=… user=… password=…\" has spaces", "\"Host=h;Database=x;Username=ann;Password=…\"")]
    [InlineData("host = h password = s3cret", "\"host=… password=…\" has spaces", "\"Host=h;Database=…;")]
    [InlineData("service=s3cret password=s3cret", "has spaces", "\"Host=…;")]
    [InlineData("Username=a;Password=s3cret;Database=x", "\"Username=…;Password=…;Database=…\" is taken for a connection string, and has no Host", "\"Host=…;")]
    [InlineData("Data Source=s3cret.db", "\"Data Source=…\" is taken for a connection string, and has no Host", "the name of a SQLite file, with ./ before it")]
    [InlineData("Data Source=s3cret.db;Password=s3cret", "\"Data Source=…;Password=…\" is taken", "the name of a SQLite file")]
    [InlineData("lr=s3cret.db", "\"…=…\" is taken for a connection string", "with ./ before it")]
    [InlineData("Password=s3cret", "has no Host", "\"Host=…;")]
    [InlineData("Host=h Database=x;Password=s3cret", "Host: its value is no host's name", "semicolon before the next keyword")]
    public void Parse_FormOfAnotherProgram_IsRefusedWithTheRightFormAndShownWithoutItsValues(string text, string what, string remedy)
    {
        var choice = DatabaseChoice.Parse(text);
        Assert.Equal((null, null, null), (choice.Path, choice.Connection, choice.Name));
        var errors = string.Join('\n', choice.Errors);
        Assert.Contains(what, errors, StringComparison.Ordinal);
        Assert.Contains(remedy, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3c", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Assert.Throws<StoreException>(() => SweepStores.Open(text, TimeProvider.System)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Database=sweep;Password=s3cret")]
    [InlineData("Database=sweep; host = db")]
    [InlineData("server=db")]
    [InlineData("Host=db;Pwd='a;b=c'")]
    [InlineData("Host=a,b:5433;Target Session Attributes=primary")]
    public void Parse_TextWithHost_IsPostgres(string text)
    {
        var choice = DatabaseChoice.Parse(text);
        Assert.Equal((null, text), (choice.Path, choice.Connection));
        Assert.Empty(choice.Errors);
        Assert.DoesNotContain("s3cret", choice.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Port=5433;Database=sweep;Username=ann;Password=s3cret", "sweep on db:5433 (PostgreSQL)")]
    [InlineData("Server=db;User Id=ann;Password=s3cret", "ann on db:5432 (PostgreSQL)")]
    [InlineData("Host=/run/postgresql;Database=sweep;Password=s3cret", "sweep on /run/postgresql (PostgreSQL)")]
    [InlineData("Host=a:1,b:2;Database=sweep;Password=s3cret", "sweep on a:1,b:2 (PostgreSQL)")]
    public async Task Open_ConnectionString_IsAPostgresStoreWithoutThePassword(string text, string description)
    {
        await using var store = SweepStores.Open(text, TimeProvider.System);
        Assert.Equal(description, store.Description);
    }

    [Theory]
    [InlineData("Data Source=s3cret.db", "\"Data Source=…\" is taken for a connection string, and has no Host")]
    [InlineData("Data Source=x;Initial Catalog=y;Colour=z", "\"Data Source=…;Initial Catalog=…;…=…\" is taken")]
    [InlineData("Hots=db;Database=x", "\"hots\" is no keyword of a connection string; did you mean Host?")]
    public void Parse_OneFault_IsOneError(string text, string expected) =>
        Assert.StartsWith($"database: {expected}", Assert.Single(DatabaseChoice.Parse(text).Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=", "Host: is empty; give it a value")]
    [InlineData("Host=;Database=x", "Host: is empty; give it a value")]
    [InlineData("Host=db;Database=;Username=ann", "Database: is empty; give it a value, or leave it out")]
    [InlineData("Host=db;Port=70000", "Port: \"70000\" must be a whole number from 1 to 65535")]
    [InlineData("Host=db;Port=0", "Port: \"0\" must be a whole number from 1 to 65535")]
    [InlineData("Host=db;Port=5,432", "Port: \"5,432\" must be a whole number from 1 to 65535")]
    [InlineData("Host=db:99999", "Host: \"db:99999\": its port must be a whole number from 1 to 65535")]
    [InlineData("Host=db:x", "Host: \"db:x\": its port")]
    [InlineData("Host=a,,b", "Host: \"a,,b\" has an empty name")]
    [InlineData("Host=db;Target Session Attributes=primary", "Target Session Attributes: \"primary\" chooses among several hosts; name them")]
    [InlineData("Host=a,b;Target Session Attributes=master", "Target Session Attributes: \"master\" must be any, primary, standby")]
    [InlineData("Host=db;SSL Mode=on", "SSL Mode: \"on\" must be one of Disable, Allow, Prefer, Require, VerifyCA, VerifyFull")]
    [InlineData("Host=db;SslMode=99", "SSL Mode: \"99\" must be one of Disable")]
    [InlineData("Host=db;Pooling=perhaps", "Pooling: \"perhaps\" must be true or false")]
    [InlineData("Host=db;Timeout=-1", "Timeout: \"-1\" must be a whole number of 0 or more")]
    [InlineData("Host=db;Read Buffer Size=-1", "Read Buffer Size: \"-1\" must be a whole number of 4096 or more")]
    [InlineData("Host=db;Encoding=klingon", "Encoding: its value is no name of an encoding")]
    [InlineData("Host=db;Root Certificate=/nowhere/ca.pem", "Root Certificate: /nowhere/ca.pem is no file")]
    [InlineData("Host=db;Minimum Pool Size=5;Maximum Pool Size=2", "the connection string contradicts itself: Connection can't have")]
    [InlineData("Host=db;Colour=s3cret", "\"colour\" is no keyword of a connection string; write \"Host=…;Database=…")]
    [InlineData("Host=db;Pasword=s3cret", "\"pasword\" is no keyword of a connection string; did you mean Password?")]
    [InlineData("Host=db;Password=s3cret;s3cret=x", "what follows Password is no keyword of a connection string: a password that has a semicolon in it stands in quotes")]
    [InlineData("Host=db;Password=a;s3cret", "\"Host=…;Password=…\" is no list of NAME=VALUE")]
    [InlineData("Host=db;Database='s3cret", "\"Host=…;Database=…\" is no list of NAME=VALUE")]
    [InlineData("Host=db;Port=http://a:s3cret@b", "Port: its value must be a whole number")]
    public void Parse_WrongValue_IsNamedWithItsRuleBeforeAnybodyConnects(string text, string expected)
    {
        var errors = DatabaseChoice.Parse(text).Errors;
        Assert.StartsWith($"database: {expected}", Assert.Single(errors), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralWrong_NamesThemAllAtOnce() => Assert.Equal(
        ["Colour", "Port", "Timeout", "Host"],
        DatabaseChoice.Parse("Host=;Colour=1;Port=x;Timeout=-1").Errors.Select(error => error.Contains("colour", StringComparison.Ordinal) ? "Colour" : error.Split(':')[1].Trim()));

    [Theory]
    [InlineData("sweep.db", "sweep.db")]
    [InlineData("Host=db;Database=sweep;Username=ann;Password=s3cret;SSL Password=s3cret", "Host=db;Database=sweep;Username=ann")]
    [InlineData("Host=db;pwd='s3cret;';Port=5433", "Host=db;Port=5433")]
    [InlineData("Host=db;Options='-c app.key=s3cret';Passfile=/run/pgpass;Persist Security Info=true;SSL Mode=Require", "Host=db;Passfile=/run/pgpass;SSL Mode=Require")]
    public void Option_OfAChoice_NamesTheDatabaseWithoutSecrets(string text, string expected) =>
        Assert.Equal(expected, DatabaseChoice.Parse(text).Name!.Option);

    [Fact]
    public void Open_RefusedChoice_Throws() => Assert.Throws<StoreException>(() => SweepStores.Open("postgres://db/sweep", TimeProvider.System));

    [Fact]
    public async Task Open_Path_IsASqliteStore()
    {
        await using var store = SweepStores.Open("sweep.db", TimeProvider.System);
        Assert.Equal("sweep.db (SQLite)", store.Description);
    }
}
