using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Reads rows value by value instead of by a mapper, which gives up a whole query for one bad value, or reads it as zero.</summary>
internal static class StoredRows
{
    /// <param name="context">Whose connection and transaction it uses.</param>
    /// <param name="table">For words about damage.</param>
    /// <param name="sql">With parameters @p0, @p1, …</param>
    /// <param name="parameters">As the database keeps them.</param>
    /// <param name="read">Makes a record of the row; may throw <see cref="DamagedRowException"/>.</param>
    /// <param name="damage">Takes the rows of which none could be made; they are left out.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        SweepDbContext context, string table, string sql, object[] parameters, Func<StoredRow, T> read, DamageSink damage,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = await CommandAsync(context, sql, parameters, cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = new StoredRow(reader, table);
        while (await reader.ReadAsync(cancellation))
        {
            T record;
            try
            {
                record = read(row);
            }
            catch (DamagedRowException damaged)
            {
                damage.Take(damaged.Damage);
                continue;
            }

            yield return record;
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, of very many rows: each is handed over where it is made, and not through streams.</summary>
    /// <param name="take">Takes what is in a row; may throw <see cref="DamagedRowException"/> before it has taken anything.</param>
    public static async Task TakeAsync(
        SweepDbContext context, string table, string sql, object[] parameters, Action<StoredRow> take, DamageSink damage, CancellationToken cancellation)
    {
        await using var command = await CommandAsync(context, sql, parameters, cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = new StoredRow(reader, table);
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                take(row);
            }
            catch (DamagedRowException damaged)
            {
                damage.Take(damaged.Damage);
            }
        }
    }

    private static async Task<DbCommand> CommandAsync(SweepDbContext context, string sql, object[] parameters, CancellationToken cancellation)
    {
        if (context.Database.GetDbConnection().State != ConnectionState.Open)
            await context.Database.OpenConnectionAsync(cancellation);
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Made of constants; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var k = 0; k < parameters.Length; k++)
            command.Parameters.Add(Parameter(command, k, parameters[k]));
        return command;
    }

    private static DbParameter Parameter(DbCommand command, int k, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = FormattableString.Invariant($"@p{k}");
        parameter.Value = value;
        return parameter;
    }
}
