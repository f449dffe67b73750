alter table job add column of_a_test int;
