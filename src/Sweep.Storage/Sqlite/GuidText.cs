using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sweep.Storage.Sqlite;

/// <summary>Ids as lower-case text with hyphens, as they print everywhere.</summary>
internal sealed class GuidText() : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.ParseExact(text, "D"));
